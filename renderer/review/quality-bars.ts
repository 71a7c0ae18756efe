/**
 * The worst quality in each of `bars` equal stretches, 0 to 100: a bad second must not vanish in a good hour.
 *
 * @param perSecond quality of each second
 */
export function worstQuality(perSecond: Uint8Array, bars: number): number[] {
  const count = Math.min(bars, perSecond.length);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * perSecond.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * perSecond.length) / count));
    return perSecond.subarray(from, to).reduce((worst, value) => Math.min(worst, value), 100);
  });
}
