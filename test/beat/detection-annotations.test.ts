import { describe, expect, it } from 'vitest';

import { detectionAnnotations } from '../../app/beat/detection-annotations.ts';

const detection = {
  samples: Int32Array.of(100, 500, 700, 900, 1500),
  leads: [0],
  quality: new Uint8Array(5),
  unreadable: [
    { from: 400, to: 800 },
    { from: 1600, to: 2000 },
  ],
};

const listed = (annotations: readonly { sample: number; code: number; subtype: number }[]) =>
  annotations.map(({ sample, code, subtype }) => [sample, code, subtype]);

describe('detectionAnnotations', () => {
  it('marks where the signal is unreadable, around the beats that were found there', () => {
    expect(listed(detectionAnnotations(detection))).toEqual([
      [100, 1, 0],
      [400, 14, 0x30],
      [499, 14, 0],
      [500, 1, 0],
      [501, 14, 0x30],
      [699, 14, 0],
      [700, 1, 0],
      [701, 14, 0x30],
      [800, 14, 0],
      [900, 1, 0],
      [1500, 1, 0],
      [1600, 14, 0x30],
      [2000, 14, 0],
    ]);
  });

  it('leaves those beats out of a shutdown', () => {
    const beats = detectionAnnotations(detection, { shutdown: true }).filter(({ code }) => code === 1);
    expect(beats.map(({ sample }) => sample)).toEqual([100, 900, 1500]);
  });

  it('keeps time order where a stretch holds no beat', () => {
    const unreadable = [
      { from: 110, to: 120 },
      { from: 130, to: 140 },
    ];
    const samples = detectionAnnotations({ ...detection, unreadable }).map(({ sample }) => sample);
    expect(samples).toEqual([100, 110, 120, 130, 140, 500, 700, 900, 1500]);
  });
});
