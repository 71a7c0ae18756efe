import { invalidSample, type TraceSlice } from './trace-slice.ts';

/** How ADC values stand on paper that has a scale in mV. */
export interface LeadScale {
  /** ADC units of what is drawn as high as 1 mV. */
  readonly gain: number;
  /** ADC value on the line of 0 mV. */
  readonly baseline: number;
  /** What is as high as 1 mV, in the lead's unit. */
  readonly pulse: number;
  /** What lies on the line of 0 mV, in the lead's unit. */
  readonly zero: number;
}

interface MeasuredLead {
  /** ADC units per physical unit, and ADC value at 0. */
  readonly gain: number;
  readonly baseline: number;
}

const perMillivolt: Readonly<Record<string, number>> = {
  nV: 1e6,
  uV: 1000,
  // Micro sign and the Greek letter: files have both.
  '\u00b5V': 1000,
  '\u03bcV': 1000,
  mV: 1,
  V: 0.001,
};

/** How many of a unit are 1 mV; null for a unit that measures no voltage. */
export function unitsPerMillivolt(unit: string): number | null {
  return Object.hasOwn(perMillivolt, unit.trim()) ? perMillivolt[unit.trim()]! : null;
}

/** The scale of a lead that measures voltage: 1 mV is 1 mV whatever unit the file counts in. Null for another lead. */
export function voltageScale(lead: MeasuredLead & { readonly unit: string }): LeadScale | null {
  const units = unitsPerMillivolt(lead.unit);
  return units === null ? null : { gain: lead.gain * units, baseline: lead.baseline, pulse: units, zero: 0 };
}

/** A lead that is no voltage spans this many pulses of 1 mV at most. */
const mostPulses = 3;

/**
 * The scale of a lead that is no voltage, such as respiration or pressure: the middle of `values` (ADC) lies on the line of
 * 0 mV, and their range is 3 mV high or less. The pulse is 1, 2 or 5 times a power of ten, the middle a multiple of it.
 * Null when there is no value.
 */
export function ownScale(lead: MeasuredLead, values: Iterable<number>): LeadScale | null {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    if (value === invalidSample) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const { gain, baseline } = lead;
  if (highest < lowest) return null;
  const pulse = highest > lowest ? roundUp((highest - lowest) / Math.abs(gain) / mostPulses) : 1;
  const zero = Math.round(((highest + lowest) / 2 - baseline) / gain / pulse) * pulse;
  return { gain: gain * pulse, baseline: baseline + zero * gain, pulse, zero };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}

/** ADC values of one lead of the leads that were fetched. */
export function* valuesOf(slices: readonly TraceSlice[], lead: number): Generator<number> {
  for (const slice of slices) yield* slice.values[lead] ?? [];
}
