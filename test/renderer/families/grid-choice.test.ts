import { describe, expect, it } from 'vitest';

import { extendChoice, stepTo, toggleChoice } from '../../../renderer/families/grid-choice.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('arrows among cards in rows of three', () => {
  it('move along and between rows, and stop at the ends', () => {
    expect(stepTo('ArrowRight', 1, 7, 3)).toBe(2);
    expect(stepTo('ArrowDown', 1, 7, 3)).toBe(4);
    expect(stepTo('ArrowUp', 1, 7, 3)).toBeNull();
    expect(stepTo('ArrowLeft', 0, 7, 3)).toBeNull();
    expect(stepTo('End', 0, 7, 3)).toBe(6);
    expect(stepTo('x', 0, 7, 3)).toBeNull();
  });

  it('reach a last row that is not full from above its gap', () => {
    expect(stepTo('ArrowDown', 5, 7, 3)).toBe(6);
    expect(stepTo('ArrowDown', 6, 7, 3)).toBeNull();
  });
});

describe('choosing families', () => {
  it('extends from where the choice began, in both directions', () => {
    expect(extendChoice(ids, ['b'], 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(extendChoice(ids, ['b', 'c', 'd'], 'd', 'c')).toEqual(['b', 'c']);
    expect(extendChoice(ids, ['d'], 'd', 'b')).toEqual(['b', 'c', 'd']);
  });

  it('adds in the order of the cards and never ends empty', () => {
    expect(toggleChoice(ids, ['e'], 'b')).toEqual(['b', 'e']);
    expect(toggleChoice(ids, ['b', 'e'], 'b')).toEqual(['e']);
    expect(toggleChoice(ids, ['e'], 'e')).toEqual(['e']);
  });
});
