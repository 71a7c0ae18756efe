import { describe, expect, it } from 'vitest';

import { createRandom } from '../../../app/signal/random.ts';
import { found, written } from '../written-beats.ts';

const random = createRandom(7);
const regular = (count: number) => Array.from({ length: count }, () => 800 + random.integer(20));
const irregular = (count: number) => Array.from({ length: count }, () => 420 + random.integer(700));

describe('irregular stretches', () => {
  it('are found between regular ones, to within half a window', () => {
    const rr = [...regular(200), ...irregular(200), ...regular(200)];
    const [span, ...others] = found(written('N'.repeat(601), { rr }), 'atrial-fibrillation');
    expect(others).toEqual([]);
    expect(Math.abs(span![0] - 200)).toBeLessThan(24);
    expect(Math.abs(span![1] - 400)).toBeLessThan(24);
  });

  it('reach to the ends of a recording that is irregular from end to end', () => {
    const rr = irregular(200);
    expect(found(written('N'.repeat(201), { rr }), 'atrial-fibrillation')).toEqual([[0, 200]]);
  });

  it('are none in steady rhythm with ventricular ectopy, whose intervals are left out', () => {
    const letters = 'NNNNNV'.repeat(60);
    const rr = [...letters]
      .slice(1)
      .map((letter, index) => (letter === 'V' ? 450 : letters[index] === 'V' ? 1150 : 800));
    expect(found(written(letters, { rr }), 'atrial-fibrillation')).toEqual([]);
  });

  it('are none where unreadable signal leaves no part of enough intervals', () => {
    const rr = irregular(200);
    const { samples } = written('N'.repeat(201), { rr }).beats;
    const unreadable = [40, 80, 120, 160].map((beat) => ({ from: samples[beat]! + 1, to: samples[beat]! + 5 }));
    expect(found(written('N'.repeat(201), { rr, unreadable }), 'atrial-fibrillation')).toEqual([]);
  });

  it('shorter than asked are none', () => {
    const rr = [...regular(200), ...irregular(80), ...regular(200)];
    const limits = { atrialFibrillation: { seconds: 600, irregularity: -1.2 } };
    expect(found(written('N'.repeat(481), { rr }), 'atrial-fibrillation', limits)).toEqual([]);
  });
});
