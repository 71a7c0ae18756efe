import { describe, expect, test } from 'vitest';

import { extendTo, nothingSelected, selectOne, toggle } from '../../../renderer/review/selection.ts';

describe('the selection of beats', () => {
  test('extending keeps the beat where it started and moves the focus', () => {
    const extended = extendTo(selectOne(100), 300, [100, 200, 300]);
    expect(extended).toEqual({ samples: [100, 200, 300], anchor: 100, focus: 300 });
  });

  test('extending back over the start selects towards the other side', () => {
    const extended = extendTo(extendTo(selectOne(100), 300, [100, 200, 300]), 50, [50, 100]);
    expect(extended.samples).toEqual([50, 100]);
  });

  test('extending nothing selects the one beat', () => {
    expect(extendTo(nothingSelected, 100, [100]).anchor).toBe(100);
  });

  test('a toggled beat joins in time order', () => {
    expect(toggle(selectOne(300), 100).samples).toEqual([100, 300]);
  });

  test('toggling the beat with the focus gives the focus to another one', () => {
    const both = toggle(selectOne(300), 100);
    expect(toggle(both, 100).focus).toBe(300);
  });

  test('toggling the only beat leaves nothing', () => {
    expect(toggle(selectOne(300), 300).focus).toBeNull();
  });
});
