import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowReactive, type EffectScope } from 'vue';

import { onceStripIsShown } from '../../../renderer/review/first-strip.ts';

let scope: EffectScope;
const ask = vi.fn<(sessionId: string) => void>();

function opened(sessionId: string) {
  const strip = shallowReactive({ sessionId, isShown: false });
  scope.run(() =>
    onceStripIsShown(
      () => strip,
      () => ask(strip.sessionId),
    ),
  );
  return strip;
}

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockClear();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

it('figures of a session are asked for once its strip is shown', async () => {
  const strip = opened('a');
  expect(ask).not.toHaveBeenCalled();
  strip.isShown = true;
  await nextTick();
  vi.advanceTimersByTime(5000);
  expect(ask.mock.calls).toEqual([['a']]);
});

it('figures come soon where no strip is shown, as in another view', () => {
  opened('a');
  vi.advanceTimersByTime(1000);
  expect(ask.mock.calls).toEqual([['a']]);
});

it('figures of a session that was left before its strip came are not asked for', async () => {
  const strip = opened('a');
  vi.advanceTimersByTime(500);
  strip.sessionId = 'b';
  await nextTick();
  vi.advanceTimersByTime(500);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(ask.mock.calls).toEqual([['b']]);
});
