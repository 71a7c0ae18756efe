import { invalidSample } from '../signal/recording.ts';

/** A gap at least this long, in seconds, is no part of the signal: nothing is drawn across it. */
const longGap = 1;

/** A stretch of samples, [from, to). */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * Fills gaps in place. A short one becomes a straight line between the samples beside it; in a long one, and in one that
 * reaches over an end, the signal stands still on both sides.
 *
 * So what is near a gap does not depend on how much of the gap was read.
 *
 * @param rate samples per second
 * @returns the long gaps, with those that reach over an end
 */
export function closeGaps(samples: Int32Array, rate: number): Gap[] {
  const long: Gap[] = [];
  const count = samples.length;
  for (let index = 0; index < count; index++) {
    if (samples[index] !== invalidSample) continue;
    const from = index;
    while (index < count && samples[index] === invalidSample) index++;
    const to = index;
    if (from === 0 && to === count) {
      samples.fill(0);
      return [{ from, to }];
    }
    if (from === 0 || to === count || to - from >= longGap * rate) {
      const middle = from === 0 ? 0 : to === count ? count : (from + to) >> 1;
      if (from > 0) samples.fill(samples[from - 1]!, from, middle);
      if (to < count) samples.fill(samples[to]!, middle, to);
      long.push({ from, to });
    } else {
      const before = samples[from - 1]!;
      const slope = (samples[to]! - before) / (to - from + 1);
      for (let gap = from; gap < to; gap++) samples[gap] = Math.round(before + slope * (gap - from + 1));
    }
  }
  return long;
}
