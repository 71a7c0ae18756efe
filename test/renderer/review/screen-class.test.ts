import { describe, expect, test } from 'vitest';

import { parseLayouts, screenClassOf } from '../../../renderer/review/screen-class.ts';

describe('sizes of the parts around the paper', () => {
  test('a laptop, a desk and a large display have sizes of their own', () => {
    const classes = [1280, 1399, 1400, 1600, 2199, 2200, 2560].map(screenClassOf);
    expect(classes).toEqual(['narrow', 'narrow', 'usual', 'usual', 'usual', 'wide', 'wide']);
  });

  test('a layout that was kept comes back', () => {
    const kept = { narrow: {}, usual: { inspector: 400, bottomOpen: false }, wide: { bottom: 500 } };
    expect(parseLayouts(JSON.stringify(kept))).toEqual(kept);
  });

  test.each([
    null,
    '',
    '{',
    '[]',
    '{"usual":7}',
    '{"usual":{"inspector":"400","bottom":-3,"bottomOpen":1}}',
    '{"usual":{"bottom":1e9}}',
  ])('what is no layout is left out of %s', (text) => {
    expect(Object.values(parseLayouts(text)).every((layout) => Object.keys(layout).length === 0)).toBe(true);
  });
});
