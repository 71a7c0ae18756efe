import { invalidSample } from '../signal/recording.ts';

/** Replaces gaps by the sample before them (after them at the start), in place; a stretch without samples becomes 0. */
export function fillGaps(samples: Int32Array): void {
  let last = samples.find((sample) => sample !== invalidSample) ?? 0;
  for (let index = 0; index < samples.length; index++) {
    if (samples[index] === invalidSample) samples[index] = last;
    else last = samples[index]!;
  }
}

/** Replaces gaps by a straight line between the samples beside them, in place; see {@link fillGaps} for the ends. */
export function bridgeGaps(samples: Int32Array): void {
  let before = -1;
  for (let index = 0; index < samples.length; index++) {
    if (samples[index] === invalidSample) continue;
    if (before >= 0 && index - before > 1) {
      const slope = (samples[index]! - samples[before]!) / (index - before);
      for (let gap = before + 1; gap < index; gap++)
        samples[gap] = Math.round(samples[before]! + slope * (gap - before));
    }
    before = index;
  }
  fillGaps(samples);
}

/**
 * Writes a segment scaled to [0, 1] by its own minimum and maximum.
 *
 * The range is that of the whole segment, also of what is cropped. A flat segment gives zeros.
 *
 * @param target receives at most `length` values from `offset`; the rest keeps its zeros
 * @param shift values of the target to leave before the segment's first
 */
export function writeMinMax(
  target: Float32Array,
  offset: number,
  length: number,
  segment: ArrayLike<number>,
  shift = 0,
): void {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < segment.length; index++) {
    const value = segment[index]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const range = maximum - minimum;
  if (!(range > 0)) return;
  const until = Math.min(length, shift + segment.length);
  for (let index = shift; index < until; index++) {
    target[offset + index] = (segment[index - shift]! - minimum) / range;
  }
}

/** As {@link writeMinMax}, scaled to zero mean and unit variance over the whole segment. */
export function writeStandardised(
  target: Float32Array,
  offset: number,
  length: number,
  segment: ArrayLike<number>,
  shift = 0,
): void {
  const count = segment.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += segment[index]!;
  const mean = sum / count;
  let squares = 0;
  for (let index = 0; index < count; index++) squares += (segment[index]! - mean) ** 2;
  const deviation = Math.sqrt(squares / count);
  if (!(deviation > 0)) return;
  const until = Math.min(length, shift + count);
  for (let index = shift; index < until; index++) target[offset + index] = (segment[index - shift]! - mean) / deviation;
}
