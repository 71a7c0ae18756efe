import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { useApplication } from '../../../renderer/stores/application.ts';
import { linkedCore } from '../linked-core.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('a minute of steady corrections asks the core about itself once a second at most', async () => {
  const { emit, calls } = linkedCore();
  const application = useApplication();
  await vi.advanceTimersByTimeAsync(0);
  expect(application.info?.reader).toBe('Anna Lindqvist');
  calls.length = 0;
  for (let key = 0; key < 300; key += 1) {
    emit('library.changed', { recordingId: 'sample-01' });
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(calls.length).toBeGreaterThan(40);
  expect(calls.length).toBeLessThanOrEqual(60);
});
