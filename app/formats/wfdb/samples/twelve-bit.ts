import { invalidSample } from '../../../signal/recording.ts';
import type { SampleFormat } from './format.ts';

/** Format 212: two 12-bit two's complement samples in three bytes; the format of the MIT-BIH databases. */
export const format212: SampleFormat = {
  code: 212,
  unitSamples: 2,
  unitBytes: 3,
  partialBytes: [0, 2],
  invalid: -2048,
  differences: false,
  decode(bytes, count, out) {
    const pairs = count >> 1;
    let at = 0;
    for (let pair = 0; pair < pairs; pair++, at += 3) {
      const middle = bytes[at + 1]!;
      out[2 * pair] = ((bytes[at]! | (middle << 8)) << 20) >> 20;
      out[2 * pair + 1] = ((bytes[at + 2]! | ((middle & 0xf0) << 4)) << 20) >> 20;
    }
    if (count & 1) out[count - 1] = ((bytes[at]! | (bytes[at + 1]! << 8)) << 20) >> 20;
  },
};

/**
 * Packs samples as format 212. Values beyond the range saturate, {@link invalidSample} becomes -2,048.
 *
 * An odd count ends with two bytes, so only the last block of a file may have one.
 */
export function encode212(samples: Int32Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((samples.length * 3) / 2));
  let at = 0;
  for (let index = 0; index < samples.length; index += 2, at += 3) {
    const first = stored12(samples[index]!);
    bytes[at] = first & 0xff;
    bytes[at + 1] = (first >> 8) & 0x0f;
    if (index + 1 < samples.length) {
      const second = stored12(samples[index + 1]!);
      bytes[at + 1] = ((first >> 8) & 0x0f) | ((second >> 4) & 0xf0);
      bytes[at + 2] = second & 0xff;
    }
  }
  return bytes;
}

function stored12(value: number): number {
  return value === invalidSample ? -2048 : Math.max(-2047, Math.min(2047, value));
}
