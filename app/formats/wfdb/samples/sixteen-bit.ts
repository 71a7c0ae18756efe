import { invalidSample } from '../../../signal/recording.ts';
import type { SampleFormat } from './format.ts';

const shape = { unitSamples: 1, unitBytes: 2, partialBytes: [0], invalid: -32768, differences: false } as const;

/** Format 16: two's complement, least significant byte first. */
export const format16: SampleFormat = {
  ...shape,
  code: 16,
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index++, at += 2) {
      out[index] = ((bytes[at]! | (bytes[at + 1]! << 8)) << 16) >> 16;
    }
  },
};

/** Format 61: two's complement, most significant byte first. */
export const format61: SampleFormat = {
  ...shape,
  code: 61,
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index++, at += 2) {
      out[index] = ((bytes[at + 1]! | (bytes[at]! << 8)) << 16) >> 16;
    }
  },
};

/** Format 160: offset binary (32,768 is zero), least significant byte first. */
export const format160: SampleFormat = {
  ...shape,
  code: 160,
  decode(bytes, count, out) {
    for (let index = 0, at = 0; index < count; index++, at += 2) {
      out[index] = (bytes[at]! | (bytes[at + 1]! << 8)) - 32768;
    }
  },
};

/** Packs samples as format 16. Values beyond the range saturate, {@link invalidSample} becomes -32,768. */
export function encode16(samples: Int32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  for (let index = 0, at = 0; index < samples.length; index++, at += 2) {
    const value = samples[index]!;
    const stored = value === invalidSample ? -32768 : Math.max(-32767, Math.min(32767, value));
    bytes[at] = stored & 0xff;
    bytes[at + 1] = (stored >> 8) & 0xff;
  }
  return bytes;
}
