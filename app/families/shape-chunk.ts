import { cutLength } from './grid.ts';

/** Shapes of consecutive beats as they are kept: eight bits a value. */
export interface ShapeChunk {
  /** Index of the first beat. */
  readonly first: number;
  readonly count: number;
  /** mV of one step, a lead a beat: count x leads. */
  readonly scales: Float32Array;
  /** count x leads x cutLength steps. */
  readonly shapes: Int8Array;
}

const steps = 127;

/**
 * Rounds shapes to 127 steps of their greatest value, lead by lead: 0.4 % of it at most, below the noise of any recorder.
 *
 * @param cuts count x leads x cutLength values in mV
 */
export function packShapes(first: number, count: number, leads: number, cuts: Float32Array): ShapeChunk {
  const scales = new Float32Array(count * leads);
  const shapes = new Int8Array(count * leads * cutLength);
  for (let row = 0; row < scales.length; row++) {
    const start = row * cutLength;
    let most = 0;
    for (let index = start; index < start + cutLength; index++) most = Math.max(most, Math.abs(cuts[index]!));
    if (!(most > 0 && Number.isFinite(most))) continue;
    const scale = most / steps;
    scales[row] = scale;
    for (let index = start; index < start + cutLength; index++) shapes[index] = Math.round(cuts[index]! / scale);
  }
  return { first, count, scales, shapes };
}

/** Reads one shape back. @param into receives leads x cutLength values in mV */
export function unpackShape(chunk: ShapeChunk, place: number, leads: number, into: Float32Array): void {
  for (let lead = 0; lead < leads; lead++) {
    const row = place * leads + lead;
    const scale = chunk.scales[row]!;
    const start = row * cutLength;
    for (let index = 0; index < cutLength; index++)
      into[lead * cutLength + index] = chunk.shapes[start + index]! * scale;
  }
}
