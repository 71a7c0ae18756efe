import { describe, expect, test } from 'vitest';

import { unseenBeat } from '../../../renderer/review/on-screen.ts';
import { selectMany, selectOne } from '../../../renderer/review/selection.ts';

const tenSeconds = { rate: 100, frames: 100_000, width: 1000, gutter: 0, pixelsPerSecond: 100, devicePixelRatio: 1 };
const view = { ...tenSeconds, start: 50_000 };

describe('a beat that is not on the paper', () => {
  test('a single beat that was scrolled away is not seen', () => {
    expect([unseenBeat(view, selectOne(49_999)), unseenBeat(view, selectOne(51_001))]).toEqual([49_999, 51_001]);
  });

  test('a single beat on the paper is seen', () => {
    expect(unseenBeat(view, selectOne(50_500))).toBeNull();
  });

  test('several beats are chosen as a whole, wherever the paper is', () => {
    expect(unseenBeat(view, selectMany([100, 200]))).toBeNull();
  });
});
