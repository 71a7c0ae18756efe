import { beatClasses } from '../../app/contract/classes.ts';

/** Columns of counts: beats by class, and how many of each column are selected. */
export interface Histogram {
  readonly from: number;
  readonly width: number;
  readonly bins: number;
  /** Bin after bin, six values each: the five classes, then beats without one. */
  readonly counts: Uint32Array;
  /** Selected beats, laid out as `counts`. */
  readonly selected: Uint32Array;
  /** Beats of the fullest bin. */
  readonly highest: number;
}

/** Classes and, last, beats without one. */
export const histogramClasses = beatClasses.length + 1;

/** Edges of the bins. */
export interface Bins {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** Counts values in bins. What lies beyond the ends is counted in the first or last bin; what has no value nowhere. */
export function countBins(values: Float32Array, labels: Uint8Array, mask: Uint8Array, bins: Bins): Histogram {
  const counts = new Uint32Array(bins.count * histogramClasses);
  const selected = new Uint32Array(bins.count * histogramClasses);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const at = binOf(value, bins) * histogramClasses + Math.min(labels[index]!, beatClasses.length);
    counts[at]! += 1;
    if (mask[index] === 1) selected[at]! += 1;
  }
  let highest = 0;
  for (let bin = 0; bin < bins.count; bin++) highest = Math.max(highest, sumOf(counts, bin));
  return { from: bins.from, width: bins.width, bins: bins.count, counts, selected, highest };
}

export function binOf(value: number, bins: Bins): number {
  // The tolerance keeps a value on an edge in the bin it begins, whatever rounding the width has.
  const bin = Math.floor((value - bins.from) / bins.width + 1e-6);
  return Math.min(bins.count - 1, Math.max(0, bin));
}

export function sumOf(counts: Uint32Array, bin: number): number {
  let sum = 0;
  for (let label = 0; label < histogramClasses; label++) sum += counts[bin * histogramClasses + label]!;
  return sum;
}

/** Marks the beats whose value lies in bins `first` to `last`, both included: those that are drawn there. */
export function binMask(values: Float32Array, bins: Bins, first: number, last: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const bin = binOf(value, bins);
    if (bin >= first && bin <= last) mask[index] = 1;
  }
  return mask;
}
