import { expect, it } from 'vitest';

import { studyShape } from '../../app/beat/shape.ts';
import { collectRows } from '../../app/dataset/collect.ts';
import { recordingOf } from '../support/synthetic-recording.ts';

it('collectRows puts the rows of all recordings one after the other and remembers where each came from', async () => {
  const ramp = recordingOf([Int32Array.from({ length: 3000 }, (_, index) => index)]);
  const starts = Int32Array.from({ length: 300 }, (_, index) => index * 9);
  const many = {
    recording: { ...ramp, name: 'first' },
    spans: { starts, ends: starts.map((start) => start + 6) },
    labels: new Uint8Array(300),
    samples: starts,
  };
  const one = {
    recording: { ...ramp, name: 'second' },
    spans: { starts: Int32Array.of(30), ends: Int32Array.of(39) },
    labels: Uint8Array.of(3),
    samples: Int32Array.of(30),
  };
  const rows = await collectRows([many, one], studyShape, [0]);
  expect(rows.count).toBe(301);
  expect([...rows.beats.subarray(299 * 187, 299 * 187 + 3)]).toEqual([0, 1, 0]);
  expect([...rows.beats.subarray(300 * 187, 300 * 187 + 4)]).toEqual([0, 0.5, 1, 0]);
  expect([rows.recordings[rows.recordingOf[299]!], rows.recordings[rows.recordingOf[300]!]]).toEqual([
    'first',
    'second',
  ]);
  expect([rows.labels[300], rows.samples[300]]).toEqual([3, 30]);
});
