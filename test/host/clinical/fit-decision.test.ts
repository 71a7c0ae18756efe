import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { beatClasses } from '../../../app/contract/classes.ts';
import { fitDecision } from '../../../app/host/clinical/fit-decision.ts';
import { decide, Decision } from '../../../app/model/decision.ts';
import { createRandom } from '../../../app/signal/random.ts';

/** Beats of six patients, named with a sureness that is right as often as it claims, or far less often. */
function leftOut(honest: boolean) {
  const random = createRandom(2);
  const count = 3000;
  const probabilities = new Float32Array(count * 5);
  const labels = new Uint8Array(count);
  for (let beat = 0; beat < count; beat++) {
    const named = random.uniform() < 0.7 ? 0 : random.integer(5);
    const sure = honest ? 0.7 + 0.2 * random.uniform() : 0.999;
    for (let name = 0; name < 5; name++) probabilities[beat * 5 + name] = name === named ? sure : (1 - sure) / 4;
    labels[beat] = random.uniform() < 0.8 ? named : random.integer(5);
  }
  return {
    probabilities,
    labels,
    records: ['a', 'b', 'c', 'd', 'e', 'f'],
    recordOf: Uint16Array.from(labels, (_, beat) => beat % 6),
    oddsOf: () => [1.2, 0.9, 0.9, 0.9, 0.9],
  };
}

describe('fitDecision', () => {
  it('gives a decision that a model file can hold', () => {
    const { decision } = fitDecision(leftOut(true), [1, 1, 1, 1, 1]);
    expect(v.safeParse(Decision, decision).issues).toBeUndefined();
    expect(decision.conformal!.thresholds.length).toBe(beatClasses.length);
    expect(decision.drift!.statistics.length).toBe(decision.drift!.mean.length);
  });

  it('cools a model that is too sure, and never heats one that is not', () => {
    expect(fitDecision(leftOut(false), [1, 1, 1, 1, 1]).decision.temperature).toBeGreaterThan(2);
    expect(fitDecision(leftOut(true), [1, 1, 1, 1, 1]).decision.temperature).toBeGreaterThanOrEqual(1);
  });

  it('gives the probabilities that leave the model: deciding at its own strength changes nothing', () => {
    const { decision, probabilities } = fitDecision(leftOut(true), [1.2, 0.9, 0.9, 0.9, 0.9]);
    const again = decide(probabilities, decision).probabilities;
    again.forEach((value, index) => expect(value).toBeCloseTo(probabilities[index]!, 5));
  });
});
