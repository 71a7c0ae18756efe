import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';
import type { ChannelName } from './shape.ts';

/** Whether a unit is one of voltage; files without a unit mean mV. */
function isVoltage(unit: string): boolean {
  return /^(|m|u|µ|μ|n)v$/i.test(unit.trim()) || unit.trim() === '';
}

/** Indices of the leads that carry a voltage, in the order of the file; all leads where none says so. */
export function electrocardiogramLeads(recording: Recording): number[] {
  const all = recording.leads.map((_, index) => index);
  const voltages = all.filter((index) => isVoltage(recording.leads[index]!.unit));
  return voltages.length > 0 ? voltages : all;
}

/**
 * The leads that a model asks for by place.
 *
 * @throws CaliperError `unsupported` when the recording has fewer leads
 */
export function modelLeads(recording: Recording, places: readonly ChannelName[]): number[] {
  const available = electrocardiogramLeads(recording);
  return places.map((place) => {
    if (place !== 'first' && place !== 'second')
      throw new CaliperError('internal', `A beat cut by itself has no channel "${place}".`);
    const index = available[place === 'first' ? 0 : 1];
    if (index === undefined) {
      throw new CaliperError(
        'unsupported',
        `${recording.name} has ${available.length} lead(s), but the model needs a ${place} one; choose another model.`,
      );
    }
    return index;
  });
}
