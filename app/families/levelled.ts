import { cutLength, shapeLength, slack, weights, weightSum } from './grid.ts';

/** Level of a lead of a shape: its weighted mean over the compared window, which wander moves and shape does not depend on. */
export function levelOf(cut: Float32Array, lead: number, shift: number): number {
  const start = lead * cutLength + slack + shift;
  let sum = 0;
  for (let index = 0; index < shapeLength; index++) sum += weights[index]! * cut[start + index]!;
  return sum / weightSum;
}

/** Writes the compared window of a shape without its level. @param into receives leads x shapeLength values in mV */
export function writeLevelled(cut: Float32Array, leads: number, shift: number, into: Float32Array, offset = 0): void {
  for (let lead = 0; lead < leads; lead++) {
    const level = levelOf(cut, lead, shift);
    const start = lead * cutLength + slack + shift;
    for (let index = 0; index < shapeLength; index++)
      into[offset + lead * shapeLength + index] = cut[start + index]! - level;
  }
}
