import type { BeatPositions } from './beat-positions.ts';
import { growingSamples } from './growing-samples.ts';

/** Beats with what the file says of each, of which more are found while the first are already named. */
export interface GrowingBeats {
  append(part: BeatPositions): void;
  count(): number;
  /** Copies of beats [from, to). */
  slice(from: number, to: number): BeatPositions;
}

/** A file gives a beat one byte of code and one of class; both fit beside each other into one number. */
const byte = 256;

export function growingBeats(): GrowingBeats {
  const samples = growingSamples();
  const file = growingSamples();
  return {
    append(part) {
      samples.append(part.samples);
      file.append(Int32Array.from(part.fileCodes, (code, beat) => code * byte + part.fileClasses[beat]!));
    },
    count: () => samples.view().length,
    slice(from, to) {
      const saying = file.view().subarray(from, to);
      return {
        samples: samples.view().slice(from, to),
        fileCodes: Uint8Array.from(saying, (value) => value >> 8),
        fileClasses: Uint8Array.from(saying, (value) => value & (byte - 1)),
      };
    },
  };
}
