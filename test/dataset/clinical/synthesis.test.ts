import { describe, expect, it } from 'vitest';

import { clinicalFeatures, clinicalShape, morphologyOffsets } from '../../../app/beat/clinical/features.ts';
import { windowLength } from '../../../app/beat/clinical/window.ts';
import { synthesiseRhythms } from '../../../app/dataset/clinical/synthesis.ts';
import type { LabelledRows } from '../../../app/dataset/rows.ts';
import { createRandom } from '../../../app/signal/random.ts';

/** Two recordings in a regular rhythm; the second has one lead only. */
function rows(): LabelledRows {
  const random = createRandom(3);
  const count = 600;
  const channels = clinicalShape.leads.length;
  const recordingOf = Uint16Array.from({ length: count }, (_, row) => Number(row >= 300));
  const beats = Float32Array.from({ length: count * channels * windowLength }, (_, index) => {
    const channel = Math.floor(index / windowLength) % channels;
    const row = Math.floor(index / windowLength / channels);
    return channel % 2 === 1 && recordingOf[row] === 1 ? 0 : 0.1 * random.normal();
  });
  return {
    count,
    length: windowLength,
    leads: channels,
    beats,
    labels: Uint8Array.from({ length: count }, (_, row) => (row % 50 === 20 ? 2 : 0)),
    recordings: ['one', 'two'],
    recordingOf,
    samples: Int32Array.from({ length: count }, (_, row) => 288 * (row % 300)),
    features: Float32Array.from({ length: count * clinicalFeatures.length }, () => random.uniform()),
    featureNames: clinicalFeatures,
  };
}

describe('synthesiseRhythms', () => {
  const source = rows();
  const before = source.beats.slice();
  const made = synthesiseRhythms(source, 360, createRandom(1));

  it('gives rows of the same form, made of numbers, for every recording', () => {
    expect(made.beats.length).toBe(made.count * clinicalShape.leads.length * windowLength);
    expect(made.features.length).toBe(made.count * clinicalFeatures.length);
    expect(made.beats.every(Number.isFinite) && made.features.every(Number.isFinite)).toBe(true);
    expect(new Set(made.recordingOf)).toEqual(new Set([0, 1]));
    expect(made.labels.filter((label) => label === 1).length).toBeGreaterThan(100);
  });

  it('leaves the recorded rows as they are', () => {
    expect(source.beats).toEqual(before);
  });

  it('keeps a missing lead missing', () => {
    for (let row = 0; row < made.count; row++) {
      if (made.recordingOf[row] === 0) continue;
      const start = (row * clinicalShape.leads.length + 1) * windowLength;
      expect(made.beats.subarray(start, start + windowLength).every((value) => value === 0)).toBe(true);
    }
  });

  it('changes the waveform before the QRS complex of premature beats only, and from there on in fibrillation only', () => {
    const changed = (row: number, from: number, to: number) => {
      const at = source.samples.findIndex(
        (sample, index) => sample === made.samples[row] && source.recordingOf[index] === made.recordingOf[row],
      );
      const width = clinicalShape.leads.length * windowLength;
      for (let index = from; index < to; index++)
        if (made.beats[row * width + index] !== source.beats[at * width + index]) return true;
      return false;
    };
    for (let row = 0; row < made.count; row++)
      if (made.labels[row] !== 0) expect(changed(row, 40, windowLength)).toBe(false);
    const premature = [...Array(made.count).keys()].filter((row) => made.labels[row] === 1);
    const moved = premature.filter((row) => changed(row, 0, 36)).length / premature.length;
    expect(moved).toBeGreaterThan(0.7);
    expect(moved).toBeLessThan(0.9);
  });

  it('tells of premature beats that they came early', () => {
    const column = clinicalFeatures.indexOf('pre/unhurried of 41');
    const median = (label: number) => {
      const values = [...Array(made.count).keys()]
        .filter((row) => made.labels[row] === label)
        .map((row) => made.features[row * clinicalFeatures.length + column]!);
      return values.sort((a, b) => a - b)[values.length >> 1]!;
    };
    expect(median(1)).toBeLessThan(median(0) - 0.5);
    expect(morphologyOffsets[0]).toBeGreaterThan(column);
  });

  it('gives the same rows for the same random numbers', () => {
    expect(synthesiseRhythms(rows(), 360, createRandom(1)).features).toEqual(made.features);
  });
});
