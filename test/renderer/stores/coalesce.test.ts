import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { coalesce } from '../../../renderer/stores/coalesce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst is one piece of work, after its first call', () => {
  const work = vi.fn();
  const ask = coalesce(200, work);
  ask();
  vi.advanceTimersByTime(199);
  ask();
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledOnce();
});

test('calls without end do not hold the work back', () => {
  const work = vi.fn();
  const ask = coalesce(200, work);
  for (let time = 0; time < 1000; time += 50) {
    ask();
    vi.advanceTimersByTime(50);
  }
  expect(work).toHaveBeenCalledTimes(5);
});
