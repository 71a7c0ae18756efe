import type { Snapshot } from './checkpoint.ts';

/**
 * Moves an exponential moving average of parameters and running statistics on by some steps (Polyak & Juditsky 1992; in this
 * form Tarvainen & Valpola 2017): average = d average + (1 - d) current.
 *
 * The average is taken once for a run of steps, which a decay near 1 cannot tell from once a step: d = decay^steps. In the first
 * steps, when the decay would still hold the random start, d is at most ((1 + step) / (10 + step))^steps.
 *
 * @param step steps taken when `current` was reached
 * @param steps how many of them since the average was last moved
 */
export function moveAverage(
  average: Snapshot,
  current: Snapshot,
  decay: number,
  step: number,
  steps: number,
): Snapshot {
  const kept = Math.min(decay, (1 + step) / (10 + step)) ** steps;
  const mix = (old: Float32Array, now: Float32Array) =>
    old.map((value, index) => value + (1 - kept) * (now[index]! - value));
  return {
    parameters: average.parameters.map((group, index) => mix(group, current.parameters[index]!)),
    statistics: mix(average.statistics, current.statistics),
  };
}
