import { clinicalRate } from './conditioning.ts';

/** Samples of a beat's window that precede the fiducial, and samples in all: 0.36 s before to 0.45 s after, P wave to T wave. */
export const windowBefore = 46;
export const windowLength = 104;

/** A part of the window as offsets from the fiducial, both included. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** 0.1 s on either side: the QRS complex. */
export const qrsPart: Part = { from: -13, to: 13 };
/** 0.3 to 0.09 s before: where the P wave of a sinus beat lies. */
export const atrialPart: Part = { from: -38, to: -11 };
/** 0.16 s before to 0.2 s after: the QRS complex however wide. */
export const widePart: Part = { from: -20, to: 25 };

/** Copies the window of every beat out of a conditioned lead; beyond its ends the first and last value stand in. */
export function cutWindows(signal: Float32Array, centres: Int32Array): Float32Array {
  const windows = new Float32Array(centres.length * windowLength);
  const last = signal.length - 1;
  centres.forEach((centre, beat) => {
    const start = centre - windowBefore;
    if (start >= 0 && start + windowLength <= signal.length) {
      windows.set(signal.subarray(start, start + windowLength), beat * windowLength);
      return;
    }
    for (let index = 0; index < windowLength && last >= 0; index++)
      windows[beat * windowLength + index] = signal[Math.min(last, Math.max(0, start + index))]!;
  });
  return windows;
}

/** Greatest minus least value of a part of a window that starts at `offset`. */
export function rangeOf(windows: Float32Array, offset: number, { from, to }: Part): number {
  let [least, greatest] = [Infinity, -Infinity];
  for (let index = offset + windowBefore + from; index <= offset + windowBefore + to; index++) {
    const value = windows[index]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return greatest - least;
}

/** Position of a moment, in seconds after the start of a conditioned signal. */
export function sampleAt(seconds: number): number {
  return Math.round(seconds * clinicalRate);
}
