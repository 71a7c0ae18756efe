import type { SampleFormat } from './format.ts';

const shape = { unitSamples: 3, unitBytes: 4, invalid: -512, differences: false } as const;

/**
 * Format 310: three 10-bit samples in two 16-bit words. The first two stand in bits 1 to 10 of their word, the third in
 * the upper five bits of both.
 */
export const format310: SampleFormat = {
  ...shape,
  code: 310,
  partialBytes: [0, 2, 4],
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index += 3, at += 4) {
      const first = bytes[at]! | (bytes[at + 1]! << 8);
      out[index] = (first << 21) >> 22;
      if (index + 1 >= count) return;
      const second = bytes[at + 2]! | (bytes[at + 3]! << 8);
      out[index + 1] = (second << 21) >> 22;
      if (index + 2 >= count) return;
      out[index + 2] = (((first >> 11) | ((second >> 11) << 5)) << 22) >> 22;
    }
  },
};

/** Format 311: three 10-bit samples in the lower 30 bits of a 32-bit word. */
export const format311: SampleFormat = {
  ...shape,
  code: 311,
  partialBytes: [0, 2, 3],
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index += 3, at += 4) {
      const low = bytes[at]! | (bytes[at + 1]! << 8);
      out[index] = (low << 22) >> 22;
      if (index + 1 >= count) return;
      const third = bytes[at + 2]!;
      out[index + 1] = (((low >> 10) | (third << 6)) << 22) >> 22;
      if (index + 2 >= count) return;
      out[index + 2] = (((third >> 4) | (bytes[at + 3]! << 4)) << 22) >> 22;
    }
  },
};
