import { cutLength, shapeBefore, slack } from './grid.ts';

/**
 * Cuts a beat out of conditioned signals at a position between samples, by cubic convolution (Keys 1981): beats that lie a
 * fraction of a sample apart must not differ in shape. Beyond the ends the first and last value stand in.
 *
 * @param signals one array a lead, mV, `shapeRate` samples a second
 * @param centre position of the fiducial in them
 * @param into receives leads x cutLength values from `offset`
 */
export function cutShape(signals: readonly Float32Array[], centre: number, into: Float32Array, offset = 0): void {
  const start = centre - shapeBefore - slack;
  const whole = Math.floor(start);
  const part = start - whole;
  const square = part * part;
  const cube = square * part;
  const before = -0.5 * part + square - 0.5 * cube;
  const here = 1 - 2.5 * square + 1.5 * cube;
  const next = 0.5 * part + 2 * square - 1.5 * cube;
  const after = 0.5 * cube - 0.5 * square;
  for (let lead = 0; lead < signals.length; lead++) {
    const signal = signals[lead]!;
    const target = offset + lead * cutLength;
    const inside = whole >= 1 && whole + cutLength + 2 <= signal.length;
    const last = signal.length - 1;
    const at = (position: number) => signal[Math.max(0, Math.min(last, position))] ?? 0;
    for (let index = 0; index < cutLength; index++) {
      const position = whole + index;
      into[target + index] = inside
        ? before * signal[position - 1]! +
          here * signal[position]! +
          next * signal[position + 1]! +
          after * signal[position + 2]!
        : before * at(position - 1) + here * at(position) + next * at(position + 1) + after * at(position + 2);
    }
  }
}
