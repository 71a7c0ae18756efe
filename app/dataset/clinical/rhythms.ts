import type { Random } from '../../signal/random.ts';
import {
  between,
  betweenLogarithms,
  isQuiet,
  makeRun,
  normal,
  paceAround,
  type BeatSequence,
} from './beat-sequence.ts';

/** Changes the rhythm of a sequence in place; the shape of its beats stays. */
export type Rhythm = (sequence: BeatSequence, random: Random) => void;

/** Single premature atrial beats, pairs and threes, in 0.5 to 15 % of the beats. */
export const prematureBeats: Rhythm = (sequence, random) => {
  const rate = betweenLogarithms(random, 0.005, 0.15);
  for (let beat = 1; beat < sequence.labels.length; beat++) {
    if (random.uniform() >= rate) continue;
    const draw = random.uniform();
    const count = draw < 0.8 ? 1 : draw < 0.95 ? 2 : 3;
    if (!isQuiet(sequence, beat, beat + count)) continue;
    const prematurity = between(random, 0.5, 0.87);
    const pause = between(random, 0.95, 1.55);
    makeRun(sequence, beat, count, { prematurity, within: prematurity + between(random, -0.05, 0.15), pause }, random);
    beat += count + 1;
  }
};

/** Atrial bigeminy, trigeminy and quadrigeminy, for a third of the recording or all of it. */
export const allorhythmia: Rhythm = (sequence, random) => {
  const until = sequence.labels.length * between(random, 0.33, 1);
  let period = 2;
  let [prematurity, pause] = [0.7, 1.2];
  for (let beat = 2; beat < until; beat += period) {
    if (beat === 2 || random.uniform() < 0.02) {
      period = 2 + Math.floor(random.uniform() ** 1.5 * 3);
      [prematurity, pause] = [between(random, 0.5, 0.87), between(random, 0.95, 1.5)];
    }
    if (!isQuietAhead(sequence, beat, 1)) continue;
    makeRun(sequence, beat, 1, { prematurity: prematurity + 0.03 * random.normal(), within: 0, pause }, random);
  }
};

/**
 * A sick sinus node: slow sinus beats, long pauses, and between them runs of an ectopic atrial focus that may hold most of the
 * beats. In such a recording the premature beat is the usual one.
 */
export const sickSinus: Rhythm = (sequence, random) => {
  const sinusBeats = between(random, 1, 5);
  const ectopicBeats = betweenLogarithms(random, 1.5, 20);
  const slowness = between(random, 1, 1.6);
  const within = between(random, 0.55, 0.9);
  const pause = between(random, 1.1, 2.2);
  for (let beat = 2; beat < sequence.labels.length;) {
    const sinus = geometric(random, sinusBeats);
    for (let index = beat; index < beat + sinus && index < sequence.labels.length; index++)
      if (sequence.labels[index] === normal) sequence.intervals[index]! *= slowness * (1 + 0.05 * random.normal());
    beat += sinus;
    const count = geometric(random, ectopicBeats);
    if (isQuietAhead(sequence, beat, count)) {
      const prematurity = within * between(random, 0.85, 1.1);
      makeRun(sequence, beat, count, { prematurity, within, pause: pause * between(random, 0.8, 1.4) }, random);
      beat += count;
    }
    beat++;
  }
};

/** Runs of supraventricular tachycardia, 4 to 150 beats. */
export const tachycardia: Rhythm = (sequence, random) => {
  const rate = betweenLogarithms(random, 0.002, 0.02);
  for (let beat = 1; beat < sequence.labels.length; beat++) {
    if (random.uniform() >= rate) continue;
    const count = Math.round(betweenLogarithms(random, 4, 150));
    if (!isQuiet(sequence, beat, beat + count)) continue;
    const within = between(random, 0.45, 0.8);
    makeRun(sequence, beat, count, { prematurity: within, within, pause: between(random, 1, 1.6) }, random);
    beat += count + 1;
  }
};

/** Atrial fibrillation: no interval follows from another, and no beat is premature. */
export const fibrillation: Rhythm = (sequence, random) => {
  fibrillateFrom(sequence, 1, sequence.labels.length, 1, random);
};

/** Atrial fibrillation that comes and goes, faster than the sinus rhythm around it. */
export const paroxysmalFibrillation: Rhythm = (sequence, random) => {
  const typical = betweenLogarithms(random, 30, 600);
  const speed = between(random, 0.6, 1.2);
  for (let beat = 1 + random.integer(200); beat < sequence.labels.length; beat++) {
    const until = Math.min(sequence.labels.length, beat + geometric(random, typical));
    fibrillateFrom(sequence, beat, until, speed, random);
    beat = until + geometric(random, typical);
  }
};

function fibrillateFrom(
  { labels, intervals, atrialWaves }: BeatSequence,
  from: number,
  until: number,
  speed: number,
  random: Random,
): void {
  const deviation = between(random, 0.12, 0.4);
  for (let beat = from; beat < until; beat++) {
    if (labels[beat] !== normal) continue;
    atrialWaves[beat] = 'fibrillating';
    if (labels[beat - 1] === normal) intervals[beat] = speed * intervals[beat]! * Math.exp(deviation * random.normal());
  }
}

/**
 * Atrial flutter with changing block: every interval is a whole number of flutter waves, in runs and patterns that change. Short
 * intervals follow long ones, and no beat is premature.
 */
export const flutter: Rhythm = ({ labels, intervals, atrialWaves }, random) => {
  const wave = between(random, 0.17, 0.28);
  const usual = 3 + random.integer(3);
  const typical = betweenLogarithms(random, 30, 1000);
  const steadiness = between(random, 0.2, 0.7);
  for (let beat = 1 + random.integer(200); beat < labels.length;) {
    const until = Math.min(labels.length, beat + geometric(random, typical));
    let waves = usual;
    for (; beat < until; beat++) {
      if (labels[beat] !== normal) continue;
      atrialWaves[beat] = 'fibrillating';
      if (random.uniform() > steadiness) waves = Math.max(2, usual + random.integer(4) - 1);
      if (labels[beat - 1] === normal) intervals[beat] = waves * wave * (1 + 0.02 * random.normal());
    }
    beat += geometric(random, typical / 3);
  }
};

/**
 * Atrioventricular block and sinus pauses: beats are dropped, now and then or in a pattern. The beats after a pause come as
 * they always did, and seem early only beside the pause.
 */
export const droppedBeats: Rhythm = ({ labels, intervals }, random) => {
  const patterned = random.uniform() < 0.5;
  const rate = betweenLogarithms(random, 0.005, 0.3);
  const longest = between(random, 1.6, 3);
  let period = 2 + random.integer(4);
  for (let beat = 2; beat < labels.length; beat++) {
    if (labels[beat] !== normal || labels[beat - 1] !== normal) continue;
    if (random.uniform() < 0.02) period = 1 + random.integer(6);
    const dropped = patterned ? beat % period === 0 : random.uniform() < rate;
    if (dropped) intervals[beat]! *= patterned ? 2 + 0.1 * random.normal() : between(random, 1.4, longest);
  }
};

/** Sinus arrhythmia and changes of pace: intervals differ widely, and no beat is premature. */
export const sinusArrhythmia: Rhythm = (sequence, random) => {
  const depth = between(random, 0.03, 0.3);
  const period = between(random, 3, 10);
  const trend = between(random, 0, 0.25);
  const count = sequence.labels.length;
  for (let beat = 1; beat < count; beat++) {
    if (sequence.labels[beat] !== normal || sequence.labels[beat - 1] !== normal) continue;
    const breath = 1 + depth * Math.sin((2 * Math.PI * beat) / period + 0.3 * random.normal());
    const pace = 1 + trend * Math.sin((2 * Math.PI * 3 * beat) / count);
    sequence.intervals[beat]! *= breath * pace;
  }
};

/** Whether the beats ahead and the one after them are normal; what went before may be premature. */
function isQuietAhead({ labels }: BeatSequence, from: number, count: number): boolean {
  if (from + count >= labels.length) return false;
  for (let beat = from; beat <= from + count; beat++) if (labels[beat] !== normal) return false;
  return true;
}

/** A whole number from 1 on with the given mean. */
function geometric(random: Random, mean: number): number {
  return 1 + Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - 1 / Math.max(1.0001, mean)));
}

/** Whether a rhythm is irregular by itself, so that made-up premature beats would not stand out: the median change of interval. */
export function isIrregular(sequence: BeatSequence): boolean {
  const changes = [];
  for (let beat = 2; beat < sequence.labels.length; beat++) {
    if (sequence.labels[beat] !== normal || sequence.labels[beat - 1] !== normal) continue;
    changes.push(Math.abs(sequence.intervals[beat]! - sequence.intervals[beat - 1]!) / paceAround(sequence, beat));
  }
  return (changes.sort((a, b) => a - b)[changes.length >> 1] ?? 0) > 0.1;
}
