import { condition, conditioningMargin } from '../beat/clinical/conditioning.ts';
import { electrocardiogramLeads } from '../beat/leads.ts';
import { preferenceOf } from '../beat/clinical/leads.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';
import { shapeRate } from './grid.ts';

/** Leads compared at most: more of them say the same again. */
export const mostLeads = 3;
/** Seconds that are conditioned at a time. */
const blockSeconds = 300;

/** A stretch of conditioned leads and the beats in it. */
export interface SignalBlock {
  /** One array a lead: mV, `shapeRate` samples a second. */
  readonly signals: readonly Float32Array[];
  /** Index of the first beat among all. */
  readonly first: number;
  /** Fiducials as positions in the signals, between samples. */
  readonly centres: Float64Array;
}

/**
 * The leads whose shapes are compared, in the order of the recording.
 *
 * @param wanted by index; left out: those that carry a voltage, by name those that show most where there are more than three
 * @throws CaliperError `invalid-input` for a lead that the recording does not have
 */
export function comparedLeads(recording: Recording, wanted?: readonly number[]): number[] {
  if (wanted) {
    const leads = [...new Set(wanted)].sort((a, b) => a - b);
    const missing = leads.find((lead) => recording.leads[lead] === undefined);
    if (missing === undefined) return leads;
    throw new CaliperError('invalid-input', `${recording.name} has no lead ${missing + 1}; choose another lead.`);
  }
  const rank = (lead: number) => preferenceOf(recording.leads[lead]!.name);
  const known = electrocardiogramLeads(recording);
  return known
    .toSorted((a, b) => rank(a) - rank(b) || a - b)
    .slice(0, mostLeads)
    .sort((a, b) => a - b);
}

/**
 * Reads a recording stretch by stretch, each conditioned for comparing shapes. Memory does not grow with the recording.
 *
 * @param samples fiducials in frames, ascending
 * @throws CaliperError as the recording throws
 */
export async function* readSignals(
  recording: Recording,
  leads: readonly number[],
  samples: Int32Array,
): AsyncGenerator<SignalBlock> {
  const { rate, frames } = recording;
  const margin = Math.round(conditioningMargin * rate);
  const length = Math.round(blockSeconds * rate);
  let first = 0;
  while (first < samples.length) {
    const from = samples[first]!;
    let until = first + 1;
    while (until < samples.length && samples[until]! < from + length) until++;
    const start = Math.min(frames, Math.max(0, from - margin));
    const end = Math.min(frames, Math.max(start, samples[until - 1]! + margin));
    const raw = await recording.read(leads, start, end);
    const signals = leads.map((lead, place) => condition(raw[place]!, recording.leads[lead]!));
    const centres = Float64Array.from(
      samples.subarray(first, until),
      (sample) => ((sample - start) / rate) * shapeRate,
    );
    yield { signals, first, centres };
    first = until;
  }
}
