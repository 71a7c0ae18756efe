import { describe, expect, test } from 'vitest';

import { SliceCache } from '../../../renderer/waveform/slice-cache.ts';

function setUp(capacity = 4) {
  const requests: { key: string; signal: AbortSignal; answer: (value: string) => void; fail: (e: Error) => void }[] =
    [];
  const arrived: string[] = [];
  const failures: unknown[] = [];
  const cache = new SliceCache<string>({
    fetch: (key, signal) =>
      new Promise((resolve, reject) => requests.push({ key, signal, answer: resolve, fail: reject })),
    arrived: (key) => arrived.push(key),
    failed: (error) => failures.push(error),
    capacity,
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { cache, requests, arrived, failures, settle };
}

describe('slices of a recording', () => {
  test('what is wanted twice is asked for once', () => {
    const { cache, requests } = setUp();
    cache.want(['a']);
    cache.want(['a', 'b']);
    expect(requests.map((request) => request.key)).toEqual(['a', 'b']);
  });

  test('a request that nobody waits for any more is cancelled', () => {
    const { cache, requests } = setUp();
    cache.want(['a']);
    cache.want(['b']);
    expect(requests.map((request) => request.signal.aborted)).toEqual([true, false]);
  });

  test('the answer of a cancelled request is not taken', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    cache.want(['b']);
    requests[0]!.answer('late');
    await settle();
    expect(cache.get('a')).toBeUndefined();
  });

  test('a slice that comes is kept and told', async () => {
    const { cache, requests, arrived, settle } = setUp();
    cache.want(['a']);
    requests[0]!.answer('A');
    await settle();
    expect([cache.get('a'), arrived]).toEqual(['A', ['a']]);
  });

  test('a slice that is read again is shown until the new one has come', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    requests[0]!.answer('old');
    await settle();
    cache.refresh(['a']);
    const before = cache.get('a');
    requests[1]!.answer('new');
    await settle();
    expect([before, cache.get('a')]).toEqual(['old', 'new']);
  });

  test('an answer from before a change does not cover the one from after it', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    cache.refresh(['a']);
    requests[1]!.answer('after');
    requests[0]!.answer('before');
    await settle();
    expect(cache.get('a')).toBe('after');
  });

  test('the slices longest out of sight are forgotten first', async () => {
    const { cache, requests, settle } = setUp(2);
    for (const key of ['a', 'b', 'c']) {
      cache.want([key]);
      requests.at(-1)!.answer(key);
      await settle();
    }
    cache.want(['c']);
    expect(cache.keys()).toEqual(['b', 'c']);
  });

  test('a failure is told, and asking again asks again', async () => {
    const { cache, requests, failures, settle } = setUp();
    cache.want(['a']);
    requests[0]!.fail(new Error('disk'));
    await settle();
    cache.want(['a']);
    expect([failures.length, requests.length]).toEqual([1, 2]);
  });

  test('a slice that changed while it was off screen is read again when it is wanted', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a', 'b']);
    requests[0]!.answer('old a');
    requests[1]!.answer('old b');
    await settle();
    cache.refresh(['a', 'b']);
    cache.want(['a']);
    cache.want(['b']);
    for (const request of requests.slice(2)) if (!request.signal.aborted) request.answer(`new ${request.key}`);
    await settle();
    expect(cache.get('b')).toBe('new b');
  });

  test('a second read that was cancelled is made when the slice is wanted again', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    requests[0]!.answer('old');
    await settle();
    cache.refresh(['a']);
    cache.want(['b']);
    cache.want(['a']);
    expect([requests[1]!.signal.aborted, requests.at(-1)!.key]).toEqual([true, 'a']);
  });

  test('a second read that failed is repeated, and the old slice is shown until then', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    requests[0]!.answer('old');
    await settle();
    cache.refresh(['a']);
    requests[1]!.fail(new Error('disk'));
    await settle();
    const shown = cache.get('a');
    cache.want(['a']);
    expect([shown, requests.length]).toEqual(['old', 3]);
  });

  test('something fails until it was read after all, or is no longer wanted', async () => {
    const { cache, requests, settle } = setUp();
    cache.want(['a']);
    requests[0]!.fail(new Error('disk'));
    await settle();
    const first = cache.failing;
    cache.want(['a']);
    requests[1]!.answer('A');
    await settle();
    expect([first, cache.failing]).toEqual([true, false]);
  });
});
