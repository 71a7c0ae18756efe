import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { whenRested } from '../../../renderer/stores/when-rested.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('figures are asked for once when keys have rested, not between two of them', () => {
  const ask = vi.fn();
  const askSoon = whenRested(300, 2000, ask);
  for (let key = 0; key < 5; key++) {
    askSoon();
    vi.advanceTimersByTime(250);
  }
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(50);
  expect(ask).toHaveBeenCalledOnce();
});

it('figures are asked for every so often while keys do not rest', () => {
  const ask = vi.fn();
  const askSoon = whenRested(300, 2000, ask);
  for (let key = 0; key < 41; key++) {
    askSoon();
    vi.advanceTimersByTime(100);
  }
  expect(ask).toHaveBeenCalledTimes(2);
});
