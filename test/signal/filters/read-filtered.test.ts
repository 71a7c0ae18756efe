import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readFiltered, type FilterSettings } from '../../../app/signal/filters/read-filtered.ts';
import { createRandom } from '../../../app/signal/random.ts';
import { invalidSample, type Recording } from '../../../app/signal/recording.ts';
import { recordingOf } from '../recording-in-memory.ts';

const off: FilterSettings = { baseline: null, mains: null, muscle: null };
const all: FilterSettings = { baseline: 0.5, mains: 50, muscle: 35 };

function recordingAt(rate: number, samples: Int32Array): Recording {
  const plain = recordingOf(samples);
  return { ...plain, rate, leads: [{ ...plain.leads[0]!, rate }] };
}

/** A sine of 1,000 ADC units for 30 s, or 120 s where it is slow. */
function sine(frequency: number, rate: number, offset = 0): Recording {
  const length = rate * (frequency < 0.5 ? 240 : 30);
  const values = Int32Array.from({ length }, (_, index) =>
    Math.round(offset + 1000 * Math.sin((2 * Math.PI * frequency * index) / rate)),
  );
  return recordingAt(rate, values);
}

/** Gain of the filters for a sine, measured in the middle of it, away from both ends. */
async function gainAt(frequency: number, settings: Partial<FilterSettings>, rate: number): Promise<number> {
  const recording = sine(frequency, rate);
  const from = Math.floor(recording.frames * 0.35);
  const to = Math.floor(recording.frames * 0.65);
  const [out] = await readFiltered(recording, [0], from, to, { ...off, ...settings });
  const [into] = await recording.read([0], from, to);
  const power = (values: Int32Array) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return power(out!) / power(into!);
}

const rates = [250, 360];

test.each(rates)('at %i Hz a filter passes -3 dB at its cut-off', async (rate) => {
  for (const baseline of [0.05, 0.5, 0.67] as const)
    expect(await gainAt(baseline, { baseline }, rate), `baseline ${baseline}`).toBeCloseTo(Math.SQRT1_2, 1);
  for (const muscle of [35, 40] as const)
    expect(await gainAt(muscle, { muscle }, rate), `muscle ${muscle}`).toBeCloseTo(Math.SQRT1_2, 1);
});

test.each(rates)('at %i Hz what a filter is for is gone, and what it is not for is there', async (rate) => {
  expect(await gainAt(0.1, { baseline: 0.5 }, rate)).toBeLessThan(0.05);
  expect(await gainAt(5, { baseline: 0.5 }, rate)).toBeCloseTo(1, 1);
  expect(await gainAt(0.5, { baseline: 0.05 }, rate)).toBeCloseTo(1, 1);
  for (const mains of [50, 60] as const) {
    expect(await gainAt(mains, { mains }, rate)).toBeLessThan(0.01);
    expect(await gainAt(mains + 0.2, { mains }, rate)).toBeLessThan(0.04);
    expect(await gainAt(mains - 10, { mains }, rate)).toBeCloseTo(1, 2);
  }
  expect(await gainAt(10, { muscle: 40 }, rate)).toBeCloseTo(1, 2);
  expect(await gainAt(60, { muscle: 40 }, rate)).toBeLessThan(0.01);
});

test('a frequency that the signal cannot hold is left alone', async () => {
  expect(await gainAt(20, { mains: 60, muscle: 40 }, 80)).toBe(1);
});

const random = createRandom(3);
const length = 30_000;
const wandering = Int32Array.from({ length }, (_, index) =>
  (index > 9_000 && index < 9_700) || index === 20_000
    ? invalidSample
    : Math.round(
        400 * Math.sin(index / 900) + 30 * Math.sin(index * 1.2) + random.integer(60) + (index % 260 < 8 ? 300 : 0),
      ),
);
const wanderingRecording = recordingAt(250, wandering);
const [whole] = await readFiltered(wanderingRecording, [0], 0, length, all);

test('a filtered window is the same cut of the filtered whole, to one ADC unit, gaps and both ends included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 9_000 }), async (from, frames) => {
      const to = Math.min(length, from + frames);
      const [window] = await readFiltered(wanderingRecording, [0], from, to, all);
      expect(window!.length).toBe(to - from);
      const largest = window!.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - whole![from + index]!)),
        0,
      );
      expect(largest).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

test('what was not recorded stays a gap, and nothing else becomes one', () => {
  expect(whole!.every((value, index) => (value === invalidSample) === (wandering[index] === invalidSample))).toBe(true);
});

test('an R peak stays where it is, under all filters at once', async () => {
  // A triangle of 80 ms every second on a slope.
  const peaks = Int32Array.from({ length: 10_000 }, (_, index) =>
    Math.round(index / 20 + 600 * Math.max(0, 1 - Math.abs((index % 250) - 125) / 10)),
  );
  const [out] = await readFiltered(recordingAt(250, peaks), [0], 0, 10_000, all);
  for (let beat = 4; beat < 36; beat++) {
    const stretch = out!.subarray(beat * 250, (beat + 1) * 250);
    expect(stretch.indexOf(Math.max(...stretch))).toBe(125);
  }
});

test('the baseline filter puts a constant signal on the 0 of its lead', async () => {
  const recording = recordingAt(250, new Int32Array(5_000).fill(777));
  const lead = { ...recording.leads[0]!, baseline: 1024 };
  const [out] = await readFiltered({ ...recording, leads: [lead] }, [0], 0, 5_000, all);
  expect(new Set(out)).toEqual(new Set([1024]));
});
