import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detectBeats, streamBeats } from '../../app/beat/detect.ts';
import { createRandom } from '../../app/signal/random.ts';
import { invalidSample } from '../../app/signal/recording.ts';
import { scenarioNames } from '../../app/simulator/scenarios.ts';
import { shareFound, simulatedRecording } from '../support/simulated-recording.ts';
import { recordingOf } from '../support/synthetic-recording.ts';

const rate = 360;
const seconds = 90;
const simulation = simulatedRecording({ seconds, leads: 2, rate, seed: 5, scenario: 'mixed' });
const [first, second] = [simulation.samples[0]!, simulation.samples[1]!];
/** From here on a lead is disturbed. */
const half = (seconds * rate) / 2;

function changed(samples: Int32Array, change: (sample: number, index: number) => number): Int32Array {
  return samples.map((sample, index) => (index < half ? sample : change(sample, index)));
}

/** Whether both lists hold the same beats, none further from its like than `tolerance` samples. */
function expectSameBeats(found: Int32Array, expected: Int32Array, tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((sample, beat) => expect(Math.abs(sample - expected[beat]!)).toBeLessThanOrEqual(tolerance));
}

describe('detection obeys laws', () => {
  it('finds the same whatever is read at a time', async () => {
    const gap = first.slice();
    gap.fill(invalidSample, 20 * rate, 29 * rate);
    const whole = await detectBeats(recordingOf([gap, second]), { blockSeconds: 1000 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (blockSeconds) => {
        expect(await detectBeats(recordingOf([gap, second]), { blockSeconds })).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  it('finds the same in whichever order the leads come', async () => {
    const forward = await detectBeats(recordingOf([first, second]));
    const backward = await detectBeats(recordingOf([second, first]));
    expectSameBeats(backward.samples, forward.samples, 0.06 * rate);
  });

  it('finds the same at any gain and offset', async () => {
    const plain = await detectBeats(recordingOf([first, second]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 50 }), fc.integer({ min: -5000, max: 5000 }), async (gain, offset) => {
        const louder = await detectBeats(recordingOf([first.map((value) => gain * value + offset), second]));
        expectSameBeats(louder.samples, plain.samples, 1);
      }),
      { numRuns: 10 },
    );
  });

  it('finds the same beats when the electrodes are swapped', async () => {
    const plain = await detectBeats(recordingOf([first]));
    const inverted = await detectBeats(recordingOf([first.map((value) => -value)]));
    expectSameBeats(inverted.samples, plain.samples, 0.08 * rate);
  });

  it('finds the same beats when the recording begins later', async () => {
    const plain = await detectBeats(recordingOf([first]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2000 }), async (shift) => {
        const { samples } = await detectBeats(recordingOf([first.slice(shift)]));
        const settled = (list: Int32Array, by: number) => list.map((at) => at + by).filter((at) => at > 20 * rate);
        expectSameBeats(settled(samples, shift), settled(plain.samples, 0), 2);
      }),
      { numRuns: 10 },
    );
  });

  it.each([100, 128, 200, 250, 360, 500, 1000, 2000])('finds simulated beats at %d samples a second', async (at) => {
    const { recording, beats } = simulatedRecording({ seconds: 60, leads: 2, rate: at, seed: 9, scenario: 'mixed' });
    const { samples } = await detectBeats(recording);
    const { sensitivity, predictivity } = shareFound(beats, samples, at);
    expect(sensitivity).toBeGreaterThanOrEqual(0.98);
    expect(predictivity).toBeGreaterThanOrEqual(0.98);
  });

  it.each(scenarioNames)('finds the beats of the scenario %s', async (scenario) => {
    const { recording, beats } = simulatedRecording({ seconds: 60, leads: 1, rate: 250, seed: 3, scenario });
    const { samples } = await detectBeats(recording);
    const { sensitivity, predictivity } = shareFound(beats, samples, 250);
    expect(sensitivity).toBeGreaterThanOrEqual(0.97);
    expect(predictivity).toBeGreaterThanOrEqual(0.97);
  });
});

describe('a failing lead does not hurt', () => {
  const random = createRandom(7);
  const failures: [string, (sample: number, index: number) => number][] = [
    ['is disconnected', () => 1024],
    ['hangs loose and picks up the last bit', (_, index) => 1024 + ((index * 7919) % 3)],
    ['picks up the mains', (_, index) => 1024 + Math.round(300 * Math.sin((2 * Math.PI * 50 * index) / rate))],
    ['is saturated', (_, index) => (index % 700 < 300 ? 2047 : 0)],
    ['has gaps', () => invalidSample],
    ['is drowned in noise', (sample) => sample + Math.round(400 * random.normal())],
  ];

  it.each(failures)('when one of two leads %s', async (_, failure) => {
    for (const leads of [
      [first, changed(second, failure)],
      [changed(first, failure), second],
    ]) {
      const { samples, unreadable } = await detectBeats(recordingOf(leads));
      const { sensitivity, predictivity } = shareFound(simulation.beats, samples, rate);
      expect(sensitivity).toBeGreaterThanOrEqual(0.97);
      expect(predictivity).toBeGreaterThanOrEqual(0.97);
      expect(unreadable).toEqual([]);
    }
  });

  it('and says where no lead is left', async () => {
    const lost = [first, second].map((lead) => changed(lead, () => 1024));
    const { samples, quality, unreadable } = await detectBeats(recordingOf(lost));
    expect(samples.filter((sample) => sample > half + rate)).toHaveLength(0);
    expect(unreadable).toEqual([{ from: half + rate, to: seconds * rate }]);
    expect(Math.min(...quality.subarray(0, half / rate - 6))).toBeGreaterThan(70);
    expect(quality.subarray(half / rate + 1)).toEqual(new Uint8Array(half / rate - 1));
  });
});

describe('where there is no heart', () => {
  it('a flat line is unreadable from end to end, and empty', async () => {
    const { samples, unreadable } = await detectBeats(recordingOf([new Int32Array(30 * rate).fill(77)]));
    expect(samples).toHaveLength(0);
    expect(unreadable).toEqual([{ from: 0, to: 30 * rate }]);
  });

  it('noise has a poor quality everywhere and is unreadable for the most part', async () => {
    const random = createRandom(1);
    const noise = new Int32Array(120 * rate).map(() => Math.round(100 * random.normal()));
    const { quality, unreadable } = await detectBeats(recordingOf([noise]));
    expect(Math.max(...quality)).toBeLessThan(65);
    expect(unreadable.reduce((sum, { from, to }) => sum + to - from, 0)).toBeGreaterThan(0.5 * noise.length);
  });
});

describe('beats come while they are found', () => {
  it('the pieces are the whole, and the first comes long before the end is read', async () => {
    let read = 0;
    const recording = recordingOf([first, second]);
    const watched = {
      ...recording,
      read: (leads: readonly number[], from: number, to: number) => {
        read = to;
        return recording.read(leads, from, to);
      },
    };
    const whole = await detectBeats(recording);
    const stream = streamBeats(watched, { blockSeconds: 5 });
    const pieces: number[] = [];
    let firstBeatAt = 0;
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done) {
        expect(next.value).toEqual(whole);
        break;
      }
      if (pieces.length === 0 && next.value.length > 0) firstBeatAt = read;
      pieces.push(...next.value);
    }
    expect(pieces).toEqual([...whole.samples]);
    expect(firstBeatAt).toBeLessThan(40 * rate);
  });
});
