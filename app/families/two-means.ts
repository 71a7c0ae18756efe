import { leastSize, productOf, sizeOf } from './compare.ts';
import { cutLength } from './grid.ts';
import { createMeans } from './means.ts';
import type { Template } from './template.ts';

const mostRounds = 20;

/** Which of two means a beat is nearer to: 0 or 1. */
export function nearerOf(means: readonly [Template, Template], cut: Float32Array, leads: number, shift: number): 0 | 1 {
  const size = sizeOf(cut, leads, shift);
  if (size < leastSize) return 0;
  const [one, other] = means.map((mean) => productOf(mean.probe, cut, leads, shift)) as [number, number];
  return one >= other ? 0 : 1;
}

/**
 * Finds two shapes among beats of one family: two-means on unit shapes (Lloyd 1982). It starts from the beat farthest from the
 * mean and the one farthest from that (a fixed form of the start of Gonzalez 1985), so it gives the same answer every time.
 *
 * @param cuts beats x leads x cutLength values in mV, a sample of the family spread evenly over it
 * @param shifts of each beat
 * @returns the means, the one with more beats first; null where there are not two shapes
 */
export function twoMeans(
  cuts: Float32Array,
  shifts: ArrayLike<number>,
  leads: number,
): readonly [Template, Template] | null {
  const length = leads * cutLength;
  const count = cuts.length / length;
  const beat = (index: number) => cuts.subarray(index * length, (index + 1) * length);
  const rows = Array.from({ length: count }, (_, index) => index).filter(
    (index) => sizeOf(beat(index), leads, shifts[index]) >= leastSize,
  );
  if (rows.length < 2) return null;

  function meansOf(side: (row: number) => number, sides: number): Template[] {
    const means = createMeans(sides, leads);
    for (const row of rows) means.add(side(row), beat(row), shifts[row]!);
    return means.finish().map(({ template }) => template);
  }
  function farthestFrom(template: Template): number {
    let [farthest, least] = [rows[0]!, Infinity];
    for (const row of rows) {
      const size = sizeOf(beat(row), leads, shifts[row]);
      const correlation = productOf(template.probe, beat(row), leads, shifts[row]) / size;
      if (correlation < least) [farthest, least] = [row, correlation];
    }
    return farthest;
  }

  const alone = (row: number) => meansOf((other) => (other === row ? 0 : 1), 2)[0]!;
  const [middle] = meansOf(() => 0, 1);
  const first = alone(farthestFrom(middle!));
  const second = alone(farthestFrom(first));
  let means: [Template, Template] = [first, second];
  let before = '';
  for (let round = 0; round < mostRounds; round++) {
    const sides = new Map(rows.map((row) => [row, nearerOf(means, beat(row), leads, shifts[row]!)]));
    const now = rows.map((row) => sides.get(row)).join('');
    const [one, other] = meansOf((row) => sides.get(row)!, 2);
    if (one!.count === 0 || other!.count === 0) return null;
    means = [one!, other!];
    if (now === before) break;
    before = now;
  }
  return means[0].count >= means[1].count ? means : [means[1], means[0]];
}
