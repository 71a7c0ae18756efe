import type { SampleFormat } from './format.ts';

/** Format 8: each byte is the signed difference from the signal's previous sample. */
export const format8: SampleFormat = {
  code: 8,
  unitSamples: 1,
  unitBytes: 1,
  partialBytes: [0],
  invalid: null,
  differences: true,
  decode(bytes, count, out) {
    for (let index = 0; index < count; index++) out[index] = (bytes[index]! << 24) >> 24;
  },
};

/** Format 80: 8-bit amplitudes in offset binary (128 is zero). */
export const format80: SampleFormat = {
  code: 80,
  unitSamples: 1,
  unitBytes: 1,
  partialBytes: [0],
  invalid: -128,
  differences: false,
  decode(bytes, count, out) {
    for (let index = 0; index < count; index++) out[index] = bytes[index]! - 128;
  },
};
