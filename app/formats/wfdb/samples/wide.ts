import { invalidSample } from '../../../signal/recording.ts';
import type { SampleFormat } from './format.ts';

/** Format 24: 24-bit two's complement, least significant byte first. */
export const format24: SampleFormat = {
  code: 24,
  unitSamples: 1,
  unitBytes: 3,
  partialBytes: [0],
  invalid: -8388608,
  differences: false,
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index++, at += 3) {
      out[index] = ((bytes[at]! << 8) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 24)) >> 8;
    }
  },
};

/** Format 32: 32-bit two's complement, least significant byte first. */
export const format32: SampleFormat = {
  code: 32,
  unitSamples: 1,
  unitBytes: 4,
  partialBytes: [0],
  invalid: invalidSample,
  differences: false,
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index++, at += 4) {
      out[index] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    }
  },
};
