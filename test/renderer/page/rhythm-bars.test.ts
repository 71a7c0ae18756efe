import { describe, expect, test } from 'vitest';

import type { RhythmEvent } from '../../../app/contract/rhythm.ts';
import { rhythmBars } from '../../../renderer/page/rhythm-bars.ts';

const event = (over: Partial<RhythmEvent>): RhythmEvent => ({
  id: 'pause-100',
  kind: 'ventricular-tachycardia',
  from: 100,
  until: 200,
  beats: 5,
  rate: 150,
  rr: null,
  verdict: null,
  ...over,
});

describe('bars of rhythm under the rows', () => {
  test('are drawn for what lies on the page, also when it began before', () => {
    expect(rhythmBars([event({})], 150, 1000)).toHaveLength(1);
    expect(rhythmBars([event({})], 201, 1000)).toHaveLength(0);
  });

  test('are not drawn for what a reader dismissed', () => {
    expect(rhythmBars([event({ verdict: 'dismissed' })], 0, 1000)).toEqual([]);
  });

  test('are not drawn for couplets and rates, which the beats and the figures show', () => {
    expect(rhythmBars([event({ kind: 'ventricular-couplet' }), event({ kind: 'tachycardia' })], 0, 1000)).toEqual([]);
  });
});
