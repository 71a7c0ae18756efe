import type { Random } from '../signal/random.ts';

/**
 * Fills dropout masks: every byte 1 with probability `1 - rate`, else 0.
 *
 * Masks are made here, not by onnxruntime's RandomUniformLike or Dropout, which would take 12 % of a training step. Each
 * xorshift word (Marsaglia 2003) gives two 16-bit draws, and four bytes are written at once.
 */
export function fillMask(mask: Uint8Array, rate: number, random: Random): void {
  const threshold = Math.round(rate * 65536);
  const whole = mask.length >> 2;
  const words = new Uint32Array(mask.buffer, mask.byteOffset, whole);
  let state = random.word() | 1;
  for (let index = 0; index < whole; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    let four = +((state & 0xffff) >= threshold) | (+(state >>> 16 >= threshold) << 8);
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    four |= (+((state & 0xffff) >= threshold) << 16) | (+(state >>> 16 >= threshold) << 24);
    words[index] = four;
  }
  for (let index = whole * 4; index < mask.length; index++) mask[index] = random.word() >>> 16 >= threshold ? 1 : 0;
}

/** Sets the last of every `rows` rows of `columns` bytes to 0: what stands for no sample must stay 0. */
export function clearZeroRows(mask: Uint8Array, rows: number, columns: number): void {
  for (let end = rows * columns; end <= mask.length; end += rows * columns) mask.fill(0, end - columns, end);
}
