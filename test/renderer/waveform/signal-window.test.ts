import { describe, expect, test } from 'vitest';

import { SignalWindow } from '../../../renderer/waveform/signal-window.ts';
import type { SignalLevel } from '../../../renderer/waveform/signal-level.ts';

function setUp(frames = 650_000) {
  const asked: { level: SignalLevel; from: number; to: number }[] = [];
  const window = new SignalWindow({
    read: (level, from, to) => {
      asked.push({ level, from, to });
      return Promise.resolve({ kind: level.kind, from, to, values: [] });
    },
    frames,
    arrived: () => undefined,
    failed: () => undefined,
  });
  return { window, asked };
}

describe('the signal around the screen', () => {
  test('one screen to each side is fetched, the screen itself first', () => {
    const { window, asked } = setUp();
    window.show(100_000, 104_000, 3.6);
    expect(asked.map((slice) => slice.from / 8192)).toEqual([12, 11, 13]);
  });

  test('the last slice ends with the recording', () => {
    const { window, asked } = setUp(10_000);
    window.show(6000, 10_000, 3.6);
    expect(Math.max(...asked.map((slice) => slice.to))).toBe(10_000);
  });

  test('after a change of zoom what was already here is shown until the finer slice has come', async () => {
    const { window } = setUp();
    window.show(0, 200_000, 37);
    await new Promise((resolve) => setImmediate(resolve));
    window.show(0, 4000, 3.6);
    expect(window.slices(0, 4000).map((slice) => slice.kind)).toEqual(['extremes']);
  });
});
