/** A second with less than this is poor: what is seen there may be noise. */
export const poorBelow = 50;

/**
 * The poor seconds of [from, to) as stretches, those closer than `gap` seconds as one: from afar they would be thinner than a
 * pixel.
 *
 * @param perSecond quality of each second, 0 to 100
 */
export function poorStretches(
  perSecond: Uint8Array,
  from: number,
  to: number,
  gap: number,
): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  const last = Math.min(perSecond.length, Math.ceil(to));
  for (let second = Math.max(0, Math.floor(from)); second < last; second++) {
    if (perSecond[second]! >= poorBelow) continue;
    const before = stretches.at(-1);
    if (before && second - before.to <= gap) before.to = second + 1;
    else stretches.push({ from: second, to: second + 1 });
  }
  return stretches;
}
