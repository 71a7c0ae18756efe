import { describe, expect, test } from 'vitest';

import { queueStates } from '../../app/contract/queue.ts';
import { readReading } from '../../app/review/reading.ts';

describe('what became of the beats of a run', () => {
  test('is told from what the session shows: accepted, corrected, put off, deleted, open; inserted beats are in no run', () => {
    const run = { samples: Int32Array.of(100, 200, 300, 400, 500), proposed: Uint8Array.of(0, 0, 2, 0, 0) };
    const shown = {
      samples: Int32Array.of(100, 150, 200, 300, 500),
      labels: Uint8Array.of(0, 2, 1, 2, 0),
      sources: Uint8Array.of(2, 2, 2, 0, 0),
    };
    const reading = readReading(run, shown, Int32Array.of(300));
    expect([...reading].map((state) => queueStates[state])).toEqual([
      'accepted',
      'corrected',
      'later',
      'deleted',
      'open',
    ]);
  });
});
