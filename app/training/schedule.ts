import type { TrainingOptions } from './request.ts';

const stepsPerDecay = 10_000;

/** What decides the learning rate of a step. */
export type ScheduleOptions = Pick<TrainingOptions, 'learningRate' | 'decay' | 'schedule' | 'warmUp'>;

/**
 * Learning rate of a step, counted from 0, in a training of `steps` steps.
 *
 * `constant` is the study's: the rate as given, times `decay` after every 10,000 steps. `cosine` climbs in equal steps to the
 * rate over the share `warmUp` of all steps, then falls along half a cosine to 0 (Loshchilov & Hutter 2017, without restarts);
 * `decay` applies on top.
 */
export function learningRateAt(step: number, options: ScheduleOptions, steps: number): number {
  const rate = options.learningRate * options.decay ** Math.floor(step / stepsPerDecay);
  if (options.schedule === 'constant') return rate;
  const warm = Math.round(options.warmUp * steps);
  if (step < warm) return (rate * (step + 1)) / warm;
  return (rate * (1 + Math.cos((Math.PI * (step - warm)) / (steps - warm)))) / 2;
}
