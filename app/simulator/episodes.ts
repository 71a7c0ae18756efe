import type { Random } from '../signal/random.ts';
import type { MorphologyName } from './morphology.ts';
import type { RRProcess } from './rr-process.ts';

/** One beat of a rhythm. */
export interface ScheduledBeat {
  /** Sample of the fiducial, the peak of the QRS complex. */
  readonly sample: number;
  /** WFDB annotation code. */
  readonly code: number;
  readonly morphology: MorphologyName;
  /** Seconds since the beat before. */
  readonly interval: number;
  /** WFDB rhythm that the beat belongs to, e.g. "(N", "(B", "(VT". */
  readonly rhythm: string;
}

/** What all episodes of one simulation share: its clock and its chance. */
export interface RhythmState {
  readonly rate: number;
  readonly random: Random;
  readonly sinusInterval: RRProcess;
  /** Seconds of the last beat. */
  time: number;
}

/** A stretch of rhythm: beats that follow the state's last one. */
export type Episode = (state: RhythmState) => Iterable<ScheduledBeat>;

const codes: Record<MorphologyName, number> = {
  sinus: 1,
  supraventricular: 8,
  withoutP: 1,
  ventricular: 5,
  secondVentricular: 5,
  fusionMild: 6,
  fusionStrong: 6,
  paced: 12,
};

/** Sets the next beat `interval` seconds after the last one, on the nearest sample. */
function place(state: RhythmState, interval: number, morphology: MorphologyName, rhythm = '(N'): ScheduledBeat {
  const sample = Math.round((state.time + interval) * state.rate);
  const time = sample / state.rate;
  const beat = { sample, code: codes[morphology], morphology, interval: time - state.time, rhythm };
  state.time = time;
  return beat;
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

function sinusInterval(state: RhythmState): number {
  return state.sinusInterval(state.time);
}

/** Sinus rhythm of between `fewest` and `most` beats. */
export function sinus(fewest: number, most: number): Episode {
  return function* (state) {
    for (let left = fewest + state.random.integer(most - fewest + 1); left > 0; left--) {
      yield place(state, sinusInterval(state), 'sinus');
    }
  };
}

/** One premature ventricular contraction; the sinus node goes on undisturbed, hence the compensatory pause. */
export function* prematureVentricular(state: RhythmState): Generator<ScheduledBeat> {
  const interval = sinusInterval(state);
  const coupling = between(state.random, 0.54, 0.64) * interval;
  yield place(state, coupling, state.random.uniform() < 0.9 ? 'ventricular' : 'secondVentricular');
  yield place(state, 2 * interval - coupling, 'sinus');
}

/** Two premature ventricular contractions in a row. */
export function* couplet(state: RhythmState): Generator<ScheduledBeat> {
  const interval = sinusInterval(state);
  const first = between(state.random, 0.54, 0.62) * interval;
  const second = between(state.random, 0.5, 0.6) * interval;
  yield place(state, first, 'ventricular');
  yield place(state, second, 'ventricular');
  yield place(state, Math.max(1.2, 3 - (first + second) / interval) * interval, 'sinus');
}

/** A run of three to seven ventricular beats at about 150 a minute, ended by a pause. */
export function* ventricularRun(state: RhythmState): Generator<ScheduledBeat> {
  const interval = sinusInterval(state);
  yield place(state, 0.58 * interval, 'ventricular', '(VT');
  for (let left = 2 + state.random.integer(5); left > 0; left--) {
    yield place(state, between(state.random, 0.38, 0.43), 'ventricular', '(VT');
  }
  yield place(state, between(state.random, 1.25, 1.5) * interval, 'sinus');
}

/** Ventricular bigeminy: after each sinus beat a premature one. */
export function* bigeminy(state: RhythmState): Generator<ScheduledBeat> {
  yield place(state, sinusInterval(state), 'sinus', '(B');
  for (let pairs = 4 + state.random.integer(8); pairs > 0; pairs--) {
    const interval = sinusInterval(state);
    const coupling = between(state.random, 0.55, 0.6) * interval;
    yield place(state, coupling, 'ventricular', '(B');
    yield place(state, 2 * interval - coupling, 'sinus', '(B');
  }
}

/** One atrial premature beat; it resets the sinus node, so the pause is shorter than after a ventricular one. */
export function* prematureAtrial(state: RhythmState): Generator<ScheduledBeat> {
  const interval = sinusInterval(state);
  yield place(state, between(state.random, 0.58, 0.74) * interval, 'supraventricular');
  yield place(state, between(state.random, 1.05, 1.2) * interval, 'sinus');
}

/** A ventricular beat so late that the sinus impulse has already entered the ventricles. */
export function* fusion(state: RhythmState): Generator<ScheduledBeat> {
  const strong = state.random.uniform() < 0.5;
  yield place(state, between(state.random, 0.92, 0.97) * sinusInterval(state), strong ? 'fusionStrong' : 'fusionMild');
  yield place(state, 1.04 * sinusInterval(state), 'sinus');
}

/** Sinus arrest of 2.2 to 3.5 seconds. */
export function* pause(state: RhythmState): Generator<ScheduledBeat> {
  yield place(state, between(state.random, 2.2, 3.5), 'sinus');
}

/** Atrial fibrillation of 40 to 150 beats: no P wave, intervals without order. */
export function* atrialFibrillation(state: RhythmState): Generator<ScheduledBeat> {
  for (let left = 40 + state.random.integer(111); left > 0; left--) {
    const interval = 0.66 * Math.exp(0.22 * state.random.normal());
    yield place(state, Math.max(0.36, Math.min(1.5, interval)), 'withoutP', '(AFIB');
  }
}

/** Ventricular pacing at 70 a minute for 30 to 90 beats. */
export function* ventricularPacing(state: RhythmState): Generator<ScheduledBeat> {
  for (let left = 30 + state.random.integer(61); left > 0; left--) yield place(state, 60 / 70, 'paced', '(P');
}
