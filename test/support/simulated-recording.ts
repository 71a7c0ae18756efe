import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import type { Recording } from '../../app/signal/recording.ts';
import type { SimulationSettings } from '../../app/simulator/simulate.ts';
import { simulate } from '../../app/simulator/simulate.ts';
import { recordingOf } from './synthetic-recording.ts';

/** A simulated recording in memory with what is true of it. */
export interface SimulatedRecording {
  readonly recording: Recording;
  /** One array a lead. */
  readonly samples: readonly Int32Array[];
  /** True beats in samples. */
  readonly beats: readonly number[];
}

export function simulatedRecording(settings: SimulationSettings): SimulatedRecording {
  const simulation = simulate(settings);
  const samples = Array.from({ length: settings.leads }, () => new Int32Array(simulation.frames));
  let frame = 0;
  for (const block of simulation.blocks()) {
    const frames = block.length / settings.leads;
    for (let index = 0; index < frames; index++) {
      for (let lead = 0; lead < settings.leads; lead++) {
        samples[lead]![frame + index] = block[index * settings.leads + lead]!;
      }
    }
    frame += frames;
  }
  const beats = simulation.annotations.filter(({ code }) => isBeatCode(code)).map(({ sample }) => sample);
  return { recording: recordingOf(samples, { rate: settings.rate }), samples, beats };
}

/** Shares of the true beats found, and of the found ones that are true, within 100 ms; without the first two seconds. */
export function shareFound(
  beats: readonly number[],
  found: Int32Array,
  rate: number,
): { sensitivity: number; predictivity: number } {
  const near = (list: ArrayLike<number>, sample: number) =>
    Array.from(list).some((other) => Math.abs(other - sample) <= 0.1 * rate);
  const late = (sample: number) => sample > 2 * rate;
  const truths = beats.filter(late);
  const tests = Array.from(found).filter(late);
  return {
    sensitivity: truths.filter((beat) => near(found, beat)).length / truths.length,
    predictivity: tests.filter((test) => near(beats, test)).length / Math.max(1, tests.length),
  };
}
