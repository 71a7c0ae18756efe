import { CaliperError } from '../contract/errors.ts';
import type { Random } from '../signal/random.ts';
import { createRandom } from '../signal/random.ts';
import type { Annotation } from '../signal/recording.ts';
import { addWave, relax } from './dynamical-model.ts';
import type { RhythmState, ScheduledBeat } from './episodes.ts';
import type { Vector } from './lead-vectors.ts';
import { leadVectors, project } from './lead-vectors.ts';
import { morphologies } from './morphology.ts';
import type { MuscleNoise } from './noise.ts';
import { addOscillation, createMuscleNoise } from './noise.ts';
import { createRRProcess, respirationFrequency } from './rr-process.ts';
import type { ScenarioName } from './scenarios.ts';
import { beatsOf } from './scenarios.ts';

/** What to simulate. */
export interface SimulationSettings {
  readonly seconds: number;
  /** Leads, 1 to 12, in the order of {@link leadVectors}. */
  readonly leads: number;
  /** Samples per second, 100 to 2,000. */
  readonly rate: number;
  readonly seed: number;
  readonly scenario: ScenarioName;
}

/** A recording that is computed block by block. */
export interface Simulation {
  readonly frames: number;
  readonly leadNames: readonly string[];
  /** ADC values of consecutive blocks, interleaved lead by lead. Can be run through once. */
  readonly blocks: () => Iterable<Int32Array>;
  /** The true annotations of the blocks taken so far, in time order: beats, and "+" where the rhythm changes. */
  readonly annotations: Annotation[];
}

/** ADC units per millivolt and value at 0 mV of simulated leads: those of the MIT-BIH database. */
export const simulatedGain = 200;
export const simulatedBaseline = 1024;
const largestValue = 2047;

const blockSeconds = 30;
/** A beat's waves reach this many seconds before and after it. */
const reachBefore = 0.4;
const reachAfter = 0.9;
/** Fibrillatory waves: millivolts as a dipole, and their two frequencies in Hz. */
const fibrillation: Vector = [0.02, 0.05, -0.05];
const fibrillationFrequencies = [5.7, 6.8] as const;

/**
 * Simulates an ECG with the dynamical model of McSharry et al. 2003 (see {@link relax}), in several leads, with ectopic
 * rhythms, noise and true annotations. The same settings give the same samples.
 *
 * @throws CaliperError `invalid-input` for settings out of range
 */
export function simulate(settings: SimulationSettings): Simulation {
  const { seconds, leads, rate, seed, scenario } = settings;
  const frames = Math.round(seconds * rate);
  if (!(leads >= 1 && leads <= leadVectors.length && Number.isInteger(leads))) {
    throw new CaliperError('invalid-input', `A simulation has 1 to ${leadVectors.length} leads, not ${leads}.`);
  }
  if (!(rate >= 100 && rate <= 2000)) {
    throw new CaliperError('invalid-input', `A simulation has 100 to 2000 samples a second, not ${rate}.`);
  }
  if (!(seconds >= 1 && frames <= 2 ** 31 - 2)) {
    throw new CaliperError('invalid-input', `A simulation of ${seconds} seconds is too short or too long.`);
  }
  const random = createRandom(seed);
  const state: RhythmState = { rate, random, sinusInterval: createRRProcess(random, 0.84, 0.028), time: -0.3 };
  const annotations: Annotation[] = [];
  const chosen = leadVectors.slice(0, leads);
  const variation = createRandom(random.word());
  const leadSource = createRandom(random.word());
  return {
    frames,
    leadNames: chosen.map((lead) => lead.name),
    annotations,
    blocks: () => {
      const rendered = chosen.map((lead) => createLead(lead.vector, leadSource));
      return blocksOf(state, variation, scenario, frames, rendered, annotations);
    },
  };
}

interface SimulatedLead {
  readonly vector: Vector;
  readonly muscle: MuscleNoise;
  readonly drifts: readonly { readonly amplitude: number; readonly frequency: number; readonly phase: number }[];
  /** State v of the model. */
  slow: number;
}

/** Noise has a random source for each lead, so that more leads do not change the first ones. */
function createLead(vector: Vector, random: Random): SimulatedLead {
  const own = createRandom(random.word());
  const drifts = [0.03, 0.07, 0.12].map((frequency) => ({
    amplitude: 0.1 * own.uniform(),
    frequency: frequency * (0.8 + 0.4 * own.uniform()),
    phase: 2 * Math.PI * own.uniform(),
  }));
  drifts.push({ amplitude: 0.12, frequency: respirationFrequency, phase: 0 });
  return { vector, muscle: createMuscleNoise(own), drifts, slow: 0 };
}

interface ModulatedBeat extends ScheduledBeat {
  /** Size relative to the kind's usual size. */
  readonly size: number;
}

function* blocksOf(
  state: RhythmState,
  variation: Random,
  scenario: ScenarioName,
  frames: number,
  leads: readonly SimulatedLead[],
  annotations: Annotation[],
): Generator<Int32Array> {
  const { rate } = state;
  const schedule = beatsOf(scenario, state);
  let beats: ModulatedBeat[] = [];
  let rhythm = '';
  for (let start = 0; start < frames; start += Math.round(blockSeconds * rate)) {
    const end = Math.min(frames, start + Math.round(blockSeconds * rate));
    while ((beats.at(-1)?.sample ?? 0) < end + 2 * rate) {
      const beat = schedule.next().value as ScheduledBeat;
      const breath = 0.04 * Math.sin(2 * Math.PI * respirationFrequency * state.time);
      beats.push({ ...beat, size: 1 + breath + 0.02 * variation.normal() });
      if (beat.sample >= frames) continue;
      rhythm = annotate(beat, rhythm, rate, annotations);
    }
    yield renderBlock(beats, leads, start, end - start, rate);
    beats = beats.filter((beat) => beat.sample > end - 2 * rate);
  }
}

/** @returns the rhythm that now holds */
function annotate(beat: ScheduledBeat, rhythm: string, rate: number, annotations: Annotation[]): string {
  const plain = { subtype: 0, channel: 0, number: 0, aux: '' };
  if (beat.rhythm !== rhythm) {
    const before = annotations.at(-1)?.sample ?? -1;
    const sample = Math.max(before + 1, Math.round(beat.sample - Math.min(0.25, beat.interval / 2) * rate));
    annotations.push({ ...plain, sample: Math.max(0, sample), code: 28, aux: beat.rhythm });
  }
  annotations.push({ ...plain, sample: beat.sample, code: beat.code });
  return beat.rhythm;
}

function renderBlock(
  beats: readonly ModulatedBeat[],
  leads: readonly SimulatedLead[],
  start: number,
  length: number,
  rate: number,
): Int32Array {
  const out = new Int32Array(length * leads.length);
  const voltage = new Float64Array(length);
  const other = new Float64Array(length);
  const near = beats.filter(
    (beat) => beat.sample > start - reachAfter * rate && beat.sample < start + length + reachBefore * rate,
  );
  leads.forEach((lead, position) => {
    voltage.fill(0);
    for (const beat of near) addBeat(voltage, start, rate, beat, lead.vector);
    addFibrillation(voltage, start, rate, beats, lead.vector);
    other.fill(0);
    for (const drift of lead.drifts) {
      addOscillation(other, start, rate, drift.amplitude, drift.frequency, drift.phase);
    }
    lead.slow = relax(voltage, other, rate, lead.slow);
    lead.muscle.add(voltage, rate);
    addOscillation(voltage, start, rate, 0.004, 50, position);
    for (let index = 0, at = position; index < length; index++, at += leads.length) {
      const value = Math.round(voltage[index]! * simulatedGain) + simulatedBaseline;
      out[at] = value < 0 ? 0 : value > largestValue ? largestValue : value;
    }
  });
  return out;
}

function addBeat(out: Float64Array, start: number, rate: number, beat: ModulatedBeat, lead: Vector): void {
  const stretch = Math.sqrt(Math.max(0.45, Math.min(1.2, beat.interval)) / 0.84);
  for (const wave of morphologies[beat.morphology]) {
    const factor = 'repolarisation' in wave ? stretch : 1;
    addWave(out, start, rate, {
      centre: beat.sample / rate + wave.centre * factor,
      width: wave.width * factor,
      amplitude: project(wave.dipole, lead) * beat.size,
    });
  }
}

/** Fibrillatory waves between the beats of atrial fibrillation, fading in and out over an interval. */
function addFibrillation(
  out: Float64Array,
  start: number,
  rate: number,
  beats: readonly ModulatedBeat[],
  lead: Vector,
): void {
  if (!beats.some((beat) => beat.rhythm === '(AFIB')) return;
  const waves = new Float64Array(out.length);
  const amplitude = project(fibrillation, lead);
  addOscillation(waves, start, rate, amplitude, fibrillationFrequencies[0], 0);
  addOscillation(waves, start, rate, 0.6 * amplitude, fibrillationFrequencies[1], 1);
  for (let index = 1; index < beats.length; index++) {
    const [before, after] = [beats[index - 1]!, beats[index]!];
    const fromLevel = before.rhythm === '(AFIB' ? 1 : 0;
    const toLevel = after.rhythm === '(AFIB' ? 1 : 0;
    const width = after.sample - before.sample;
    const end = Math.min(out.length, after.sample - start);
    for (let at = Math.max(0, before.sample - start); at < end; at++) {
      const level = fromLevel + ((toLevel - fromLevel) * (at + start - before.sample)) / width;
      out[at]! += level * waves[at]!;
    }
  }
}
