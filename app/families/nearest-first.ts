import { pieceMask, type Work } from '../rhythm/work.ts';

const digitBits = 12;
const digits = 1 << digitBits;
/** Bits of the number 1, the greatest correlation, as a 32-bit float. */
const greatest = 0x3f800000;

/**
 * Orders beats by correlation, the greatest first; equal ones stay in the order given. A radix sort (Knuth, The art of
 * computer programming 3, section 5.2.5) over the bits of the numbers: of positive floats the greater has the greater bits.
 *
 * @param beats indices into `correlations`
 * @param correlations from 0.5 to 1: what they lack to 1 then has two digits of 12 bits
 */
export function* nearestFirst(beats: Int32Array, correlations: Float32Array): Work<Int32Array> {
  const bits = new Int32Array(correlations.buffer, correlations.byteOffset, correlations.length);
  const byLowDigit = yield* byDigit(beats, bits, 0);
  return yield* byDigit(byLowDigit, bits, digitBits);
}

function* byDigit(beats: Int32Array, bits: Int32Array, shift: number): Work<Int32Array> {
  const places = new Uint32Array(digits + 1);
  for (let at = 0; at < beats.length; at++) {
    if ((at & pieceMask) === pieceMask) yield;
    places[(((greatest - bits[beats[at]!]!) >> shift) & (digits - 1)) + 1]!++;
  }
  for (let value = 1; value < digits; value++) places[value]! += places[value - 1]!;
  const sorted = new Int32Array(beats.length);
  for (let at = 0; at < beats.length; at++) {
    if ((at & pieceMask) === pieceMask) yield;
    sorted[places[((greatest - bits[beats[at]!]!) >> shift) & (digits - 1)]!++] = beats[at]!;
  }
  return sorted;
}
