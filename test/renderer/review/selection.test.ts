import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  afterMove,
  extendTo,
  nothingSelected,
  sampleSet,
  selectMany,
  selectOne,
  toggle,
} from '../../../renderer/review/selection.ts';

const of = (...samples: number[]) => Int32Array.from(samples);

describe('the selection of beats', () => {
  test('extending keeps the beat where it started and moves the focus', () => {
    const extended = extendTo(selectOne(100), 300, of(100, 200, 300));
    expect(extended).toMatchObject({ samples: of(100, 200, 300), anchor: 100, focus: 300 });
  });

  test('extending back over the start selects towards the other side', () => {
    const extended = extendTo(extendTo(selectOne(100), 300, of(100, 200, 300)), 50, of(50, 100));
    expect(extended.samples).toEqual(of(50, 100));
  });

  test('extending nothing selects the one beat', () => {
    expect(extendTo(nothingSelected, 100, of(100)).anchor).toBe(100);
  });

  test('a toggled beat joins in time order', () => {
    expect(toggle(selectOne(300), 100).samples).toEqual(of(100, 300));
  });

  test('toggling the beat with the focus gives the focus to another one', () => {
    const both = toggle(selectOne(300), 100);
    expect(toggle(both, 100).focus).toBe(300);
  });

  test('toggling the only beat leaves nothing', () => {
    expect(toggle(selectOne(300), 300).focus).toBeNull();
  });

  test('a selection without a hole is no longer one after a toggle', () => {
    const extended = extendTo(selectOne(100), 300, of(100, 200, 300));
    expect([extended.whole, toggle(extended, 200).whole]).toEqual([true, undefined]);
  });

  test('many beats have the focus on the first, or on the one that is asked for', () => {
    expect([selectMany([100, 200]).focus, selectMany([100, 200], 200).focus]).toEqual([100, 200]);
  });

  test('a beat that was moved stays selected at its new place', () => {
    const moved = afterMove(selectMany([100, 200, 300], 200), 200, 350);
    expect(moved).toMatchObject({ samples: of(100, 300, 350), focus: 350 });
  });

  test('the set over the samples knows each of them and nothing else', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(numbers, (samples) => {
        const set = sampleSet(Int32Array.from(samples).sort());
        const known = Array.from({ length: 501 }, (_, sample) => sample).filter((sample) => set.has(sample));
        expect(known).toEqual(samples.toSorted((a, b) => a - b));
      }),
    );
  });
});
