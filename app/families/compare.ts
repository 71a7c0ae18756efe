import { cutLength, shapeLength, slack, weights, weightSum } from './grid.ts';

/** Shapes whose sizes differ by more than this factor are not one family, however alike they are. */
export const mostRatio = 1.8;
/** Sizes below this, in mV, are a flat line: there is no shape to compare. */
export const leastSize = 0.02;

/**
 * Size of a shape: the root of the weighted sum of squares around each lead's weighted mean, in mV times the root of the
 * weights.
 *
 * @param cut leads x cutLength values in mV
 * @param shift values by which the compared window is moved, -slack to slack
 */
export function sizeOf(cut: Float32Array, leads: number, shift = 0, offset = 0): number {
  let energy = 0;
  for (let lead = 0; lead < leads; lead++) {
    const start = offset + lead * cutLength + slack + shift;
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < shapeLength; index++) {
      const value = cut[start + index]!;
      const weighted = weights[index]! * value;
      sum += weighted;
      squares += weighted * value;
    }
    energy += squares - (sum * sum) / weightSum;
  }
  return Math.sqrt(Math.max(0, energy));
}

/**
 * Makes the probe of a shape: values whose sum of products with another shape, divided by that shape's size, is the weighted
 * correlation of the two, all leads together. A lead counts by its size; its level does not count.
 *
 * @param into receives leads x shapeLength values; zeros where the shape is flat
 */
export function probeOf(cut: Float32Array, leads: number, shift: number, into: Float32Array, offset = 0): void {
  const size = sizeOf(cut, leads, shift, offset);
  const scale = size >= leastSize ? 1 / size : 0;
  for (let lead = 0; lead < leads; lead++) {
    const start = offset + lead * cutLength + slack + shift;
    let sum = 0;
    for (let index = 0; index < shapeLength; index++) sum += weights[index]! * cut[start + index]!;
    const mean = sum / weightSum;
    for (let index = 0; index < shapeLength; index++) {
      into[lead * shapeLength + index] = weights[index]! * (cut[start + index]! - mean) * scale;
    }
  }
}

/** Sum of products of a probe with a shape: its correlation once divided by the shape's size at the same shift. */
export function productOf(probe: Float32Array, cut: Float32Array, leads: number, shift = 0, offset = 0): number {
  let [even, odd] = [0, 0];
  for (let lead = 0; lead < leads; lead++) {
    const own = lead * shapeLength;
    const start = offset + lead * cutLength + slack + shift;
    for (let index = 0; index < shapeLength; index += 2) {
      even += probe[own + index]! * cut[start + index]!;
      odd += probe[own + index + 1]! * cut[start + index + 1]!;
    }
  }
  return even + odd;
}

/** Whether two sizes may belong to one family. */
export function isLikeSized(one: number, other: number): boolean {
  return one <= other * mostRatio && other <= one * mostRatio;
}

/**
 * How far a beat is from a family's mean: the chord between their unit shapes and the logarithm of their sizes' ratio, at
 * right angles. 0 is the mean itself.
 */
export function distanceOf(correlation: number, size: number, meanSize: number): number {
  if (size < leastSize || meanSize < leastSize) return 2;
  const chord = Math.sqrt(Math.max(0, 2 - 2 * correlation));
  return Math.hypot(chord, Math.log(size / meanSize));
}
