import { describe, expect, test } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import type { ScheduledBeat } from '../../app/simulator/episodes.ts';
import { couplet, pause, prematureAtrial, prematureVentricular, ventricularRun } from '../../app/simulator/episodes.ts';
import type { ScenarioName } from '../../app/simulator/scenarios.ts';
import { beatsOf, scenarioNames } from '../../app/simulator/scenarios.ts';

function stateOf(seed: number) {
  return { rate: 360, random: createRandom(seed), sinusInterval: () => 0.8, time: 0 };
}

function firstBeats(name: ScenarioName, count: number): ScheduledBeat[] {
  const beats: ScheduledBeat[] = [];
  for (const beat of beatsOf(name, stateOf(7))) if (beats.push(beat) === count) break;
  return beats;
}

test.each<[ScenarioName, number[], string[]]>([
  ['mixed', [1, 5, 6, 8], ['(B', '(N', '(VT']],
  ['sinus', [1], ['(N']],
  ['pvc', [1, 5], ['(B', '(N', '(VT']],
  ['sveb', [1, 8], ['(N']],
  ['fusion', [1, 5, 6], ['(N']],
  ['pauses', [1], ['(N']],
  ['af', [1], ['(AFIB', '(N']],
  ['pacing', [1, 12], ['(N', '(P']],
])('scenario %s has beats of the codes %j and the rhythms %j', (name, codes, rhythms) => {
  const beats = firstBeats(name, 2000);
  expect([...new Set(beats.map((beat) => beat.code))].sort((a, b) => a - b)).toEqual(codes);
  expect([...new Set(beats.map((beat) => beat.rhythm))].sort()).toEqual(rhythms);
});

test.each(scenarioNames)('scenario %s: every beat comes at least a third of a second after the one before', (name) => {
  let before = -Infinity;
  for (const beat of firstBeats(name, 3000)) {
    expect(beat.sample - before).toBeGreaterThan(0.3 * 360);
    before = beat.sample;
  }
});

describe('episodes after a steady sinus rhythm with an RR interval of 0.8 s', () => {
  test.each([1, 2, 3, 4, 5])('a PVC is premature and followed by a fully compensatory pause (seed %i)', (seed) => {
    const [ectopic, next] = [...prematureVentricular(stateOf(seed))];
    expect(ectopic!.interval).toBeLessThan(0.7 * 0.8);
    expect(ectopic!.interval + next!.interval).toBeCloseTo(1.6, 2);
  });

  test.each([1, 2, 3, 4, 5])(
    'an atrial premature beat resets the sinus node: the pause is not compensatory (seed %i)',
    (seed) => {
      const [ectopic, next] = [...prematureAtrial(stateOf(seed))];
      expect(ectopic!.interval).toBeLessThan(0.75 * 0.8);
      expect(ectopic!.interval + next!.interval).toBeLessThan(0.97 * 1.6);
    },
  );

  test('a couplet has two ventricular beats, a run at least three at more than 100 a minute', () => {
    expect([...couplet(stateOf(1))].map((beat) => beat.code)).toEqual([5, 5, 1]);
    const run = [...ventricularRun(stateOf(1))].filter((beat) => beat.code === 5);
    expect(run.length).toBeGreaterThanOrEqual(3);
    for (const beat of run.slice(1)) expect(60 / beat.interval).toBeGreaterThan(100);
  });

  test('a pause lasts longer than two seconds', () => {
    expect([...pause(stateOf(1))][0]!.interval).toBeGreaterThan(2);
  });
});
