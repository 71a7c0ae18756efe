import { describe, expect, it } from 'vitest';

import { remainingTime } from '../../app/core/remaining-time.ts';

describe('remainingTime', () => {
  it('takes what is left to go as fast as what is done', () => {
    expect(remainingTime(10, 0.5)).toBe('about 10 s left');
    expect(remainingTime(60, 0.2)).toBe('about 4 min left');
  });

  it('makes no guess before there is something to go by, and none at the end', () => {
    expect(remainingTime(1, 0.5)).toBeNull();
    expect(remainingTime(60, 0.01)).toBeNull();
    expect(remainingTime(60, 1)).toBeNull();
  });
});
