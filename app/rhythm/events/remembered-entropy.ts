import { entropyWindow, entropyWork } from './irregularity.ts';
import { pieceMask, type Work } from '../work.ts';

/** A series and what was found in it. */
interface KnownEntropy {
  readonly lengths: Int32Array;
  readonly linked: Uint8Array;
  readonly entropy: Float32Array;
}

/** As {@link entropyWork}. */
export type MeasureEntropy = typeof entropyWork;

/**
 * Sliding entropy that remembers the series before: after a correction only the windows that hold something new are worked
 * out again. The answer is the same as without memory.
 */
export function rememberedEntropy(): MeasureEntropy {
  let known: KnownEntropy & { readonly rate: number } = {
    lengths: new Int32Array(),
    linked: new Uint8Array(),
    entropy: new Float32Array(),
    rate: 0,
  };
  return function* (lengths, linked, rate) {
    const entropy = yield* rate === known.rate
      ? again(lengths, linked, rate, known)
      : entropyWork(lengths, linked, rate);
    known = { lengths, linked, entropy, rate };
    return entropy;
  };
}

function* again(lengths: Int32Array, linked: Uint8Array, rate: number, known: KnownEntropy): Work<Float32Array> {
  const count = lengths.length;
  const shift = count - known.lengths.length;
  const most = Math.min(count, known.lengths.length);
  const same = (index: number, before: number) =>
    lengths[index] === known.lengths[before] && linked[index] === known.linked[before];
  let head = 0;
  for (; head < most && same(head, head); head++) if ((head & pieceMask) === 0) yield;
  let tail = 0;
  for (; tail < most - head && same(count - 1 - tail, count - 1 - tail - shift); tail++)
    if ((tail & pieceMask) === 0) yield;
  // A window is known when all of it lies in the head, or all of it in the tail.
  const from = head;
  const to = Math.min(count, count - tail + entropyWindow - 1);
  const entropy = new Float32Array(count);
  entropy.set(known.entropy.subarray(0, from));
  if (to < count) entropy.set(known.entropy.subarray(to - shift), to);
  if (from < to) {
    const start = Math.max(0, from - entropyWindow + 1);
    const part = yield* entropyWork(lengths.subarray(start, to), linked.subarray(start, to), rate);
    entropy.set(part.subarray(from - start), from);
  }
  return entropy;
}
