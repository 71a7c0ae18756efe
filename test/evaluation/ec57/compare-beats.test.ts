import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareBeats } from '../../../app/evaluation/ec57/compare-beats.ts';
import { comparisonLabels } from '../../../app/evaluation/ec57/labels.ts';
import { pairsInCell } from '../../../app/evaluation/ec57/pair-list.ts';
import type { Annotation } from '../../../app/signal/recording.ts';
import { annotationList } from '../../support/annotation-list.ts';

/** At 100 Hz the match window is 15 frames. */
const setting = { rate: 100, frames: 10_000, mapping: 'ec57', start: 0 } as const;

/** Cells that are not 0, e.g. { Nn: 2, Vo: 1 }. */
function cells(
  reference: string,
  test: string,
  options: Partial<typeof setting> | object = {},
): Record<string, number> {
  const { matrix } = compareBeats(annotationList(reference), annotationList(test), { ...setting, ...options });
  const found: Record<string, number> = {};
  matrix.forEach((row, r) =>
    row.forEach((count, c) => {
      if (count > 0) found[`${comparisonLabels[r]}${comparisonLabels[c]?.toLowerCase()}`] = count;
    }),
  );
  return found;
}

const beats = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(1, 8, 5, 6, 12)), { maxLength: 60 })
  .map((steps) => {
    let sample = 0;
    return steps.map(([gap, code]): Annotation => {
      sample += gap;
      return { sample, code, subtype: 0, channel: 0, number: 0, aux: '' };
    });
  });

describe('pairing', () => {
  it('joins beats 150 ms apart, and no further', () => {
    expect(cells('100N 300V', '115N 316V')).toEqual({ Nn: 1, Vo: 1, Ov: 1 });
  });

  it('rounds 150 ms to whole samples as bxb does: 38 at 250 Hz', () => {
    expect(cells('100N', '138N', { rate: 250 })).toEqual({ Nn: 1 });
    expect(cells('100N', '139N', { rate: 250 })).toEqual({ No: 1, On: 1 });
  });

  it('leaves a beat to the neighbour that lies nearer', () => {
    expect(cells('100N', '90V 102N')).toEqual({ Ov: 1, Nn: 1 });
  });

  it('joins a beat when the neighbour has a better match of its own', () => {
    expect(cells('96N 160N', '128N 185N', { rate: 250 })).toEqual({ Nn: 2 });
  });

  it('counts escape beats as S by EC57 and as N by AAMI', () => {
    expect(cells('100e 300j 500n', '100e 300j 500n', { mapping: 'ec57' })).toEqual({ Ss: 3 });
    expect(cells('100e 300j 500n', '100e 300j 500n', { mapping: 'aami' })).toEqual({ Nn: 2, Ss: 1 });
  });

  it('counts a flutter wave outside a marked episode as no beat', () => {
    expect(cells('100! 300N', '100N 300!')).toEqual({ On: 1, No: 1 });
  });
});

describe('pseudo-beats', () => {
  it('counts a beat missed in the test shutdown as x, and adds up the shutdown', () => {
    expect(cells('100N 300N 500N', '100N 200~48 400~0 500N')).toEqual({ Nn: 2, Nx: 1 });
    const { shutdownSeconds } = compareBeats(annotationList('100N'), annotationList('100N 200~48 430~0 500N'), setting);
    expect(shutdownSeconds).toBe(2);
  });

  it('does not take noise in one lead for a shutdown', () => {
    expect(cells('100N 300N 500N', '100N 200~16 400~0 500N')).toEqual({ Nn: 2, No: 1 });
  });

  it('counts a beat found in the reference shutdown as X', () => {
    expect(cells('100N 200~48 400~0 500N', '100N 300N 500N')).toEqual({ Nn: 2, Xn: 1 });
  });

  it('takes a mark in the middle of a gap for a shutdown that fills the gap', () => {
    expect(cells('100N 300N 500N', '100N 290~48 500N')).toEqual({ Nn: 2, Nx: 1 });
    const gap = annotationList('100N 290~48 470N');
    expect(compareBeats(annotationList('100N'), gap, setting).shutdownSeconds).toBe(3);
  });

  it('does not count what the test finds inside a marked fibrillation of the reference', () => {
    expect(cells('100N 200[ 250! 400] 500N', '100N 250V 300V 500N')).toEqual({ Nn: 2 });
  });

  it('does count what the test misses behind its own fibrillation', () => {
    expect(cells('100N 300N 500N', '100N 200[ 300N 400] 500N')).toEqual({ Nn: 2, No: 1 });
  });
});

describe('the first five minutes', () => {
  it('are left out', () => {
    expect(cells('100N 500V', '100V 500V', { start: 3 })).toEqual({ Vv: 1 });
  });

  it('may end with a test beat that belongs to the first reference beat after them', () => {
    expect(cells('100N 305V 500N', '100N 296V 500N', { start: 3 })).toEqual({ Vv: 1, Nn: 1 });
  });

  it('do not lend a test beat that lies too far before', () => {
    expect(cells('100N 320V 500N', '100N 296V 500N', { start: 3 })).toEqual({ Vo: 1, Nn: 1 });
  });

  it('may be followed by a test beat of a reference beat inside them, which does not count', () => {
    expect(cells('100N 296N 400N', '100N 304V 400N', { start: 3 })).toEqual({ Nn: 1 });
  });

  it('must not be longer than the record', () => {
    expect(() => cells('100N', '100N', { start: 300 })).toThrow(
      'The record lasts 100 s, less than the 300 s left out at the start; give an earlier start.',
    );
    expect(() => cells('100N', '100N', { start: -1 })).toThrow('cannot start at -1 s');
    expect(() => compareBeats([], [], { rate: 360, frames: 0, mapping: 'ec57', start: 1e7 })).toThrow(
      'No record is long enough to start at 10000000 s',
    );
    expect(() => cells('100N', '100N', { rate: 0 })).toThrow('Beats cannot be compared at 0 samples per second');
  });
});

describe('RR intervals', () => {
  it('are compared where both sides have one', () => {
    const { rrIntervals } = compareBeats(annotationList('100N 200N 300N'), annotationList('100N 204N 300N'), setting);
    expect(rrIntervals).toEqual({ pairs: 2, squares: 32 });
  });

  it('are none across an episode', () => {
    const { rrIntervals } = compareBeats(
      annotationList('100N 150[ 180] 200N 300N'),
      annotationList('100N 200N 300N'),
      setting,
    );
    expect(rrIntervals.pairs).toBe(1);
  });
});

describe('the beats behind a cell', () => {
  it('are kept when asked for, and not otherwise', () => {
    const [reference, test] = [annotationList('100N 300V 500N'), annotationList('101N 504N 700V')];
    expect(compareBeats(reference, test, setting).pairs).toBeNull();
    const { pairs } = compareBeats(reference, test, setting, true);
    expect(pairsInCell(pairs!, 0, 0)).toEqual({ reference: Int32Array.of(100, 500), test: Int32Array.of(101, 504) });
    expect(pairsInCell(pairs!, 2, 5)).toEqual({ reference: Int32Array.of(300), test: Int32Array.of(-1) });
    expect(pairsInCell(pairs!, 5, 2)).toEqual({ reference: Int32Array.of(-1), test: Int32Array.of(700) });
  });

  it('are as many as the cell says', () => {
    fc.assert(
      fc.property(beats, beats, (reference, test) => {
        const { matrix, pairs } = compareBeats(reference, test, setting, true);
        matrix.forEach((row, r) =>
          row.forEach((count, c) => expect(pairsInCell(pairs!, r, c).reference).toHaveLength(count)),
        );
      }),
    );
  });
});

describe('laws', () => {
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

  it('every beat of either side is in exactly one pair', () => {
    fc.assert(
      fc.property(beats, beats, (reference, test) => {
        const { matrix } = compareBeats(reference, test, setting);
        expect(sum(matrix.slice(0, 5).map(sum))).toBe(reference.length);
        expect(sum(matrix.map((row) => sum(row.slice(0, 5))))).toBe(test.length);
      }),
    );
  });

  it('swapping reference and test transposes the matrix', () => {
    fc.assert(
      fc.property(beats, beats, (reference, test) => {
        const { matrix } = compareBeats(reference, test, setting);
        const swapped = compareBeats(test, reference, setting).matrix;
        expect(swapped).toEqual(matrix.map((row, r) => row.map((_, c) => matrix[c]![r])));
      }),
    );
  });

  it('an annotator compared with itself has no beat off the diagonal and no RR error', () => {
    fc.assert(
      fc.property(beats, (list) => {
        const { matrix, rrIntervals } = compareBeats(list, list, setting);
        expect(sum(matrix.map((row, index) => row[index]!))).toBe(list.length);
        expect(rrIntervals.squares).toBe(0);
      }),
    );
  });
});
