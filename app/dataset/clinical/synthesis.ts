import { clinicalFeatures, clinicalShape, morphologyOffsets } from '../../beat/clinical/features.ts';
import { writeAtrial, writeComparisons } from '../../beat/clinical/morphology.ts';
import { latenessOf, rhythmOf, writeRhythm } from '../../beat/clinical/rhythm.ts';
import { unhurriedBeats } from '../../beat/clinical/template.ts';
import { windowLength } from '../../beat/clinical/window.ts';
import type { Random } from '../../signal/random.ts';
import type { LabelledRows } from '../rows.ts';
import { shuffle } from '../split.ts';
import { drawFocus, fibrillate, flattenAtrial, moveFocus } from './atrial-wave.ts';
import { between, copySequence, type BeatSequence } from './beat-sequence.ts';
import {
  allorhythmia,
  droppedBeats,
  fibrillation,
  flutter,
  isIrregular,
  paroxysmalFibrillation,
  prematureBeats,
  sickSinus,
  sinusArrhythmia,
  tachycardia,
  type Rhythm,
} from './rhythms.ts';

/** Rhythms that every regular recording is made to have; one that is irregular by itself is only made to fibrillate. */
const rhythms: readonly Rhythm[] = [
  prematureBeats,
  prematureBeats,
  allorhythmia,
  sickSinus,
  tachycardia,
  tachycardia,
  fibrillation,
  paroxysmalFibrillation,
  paroxysmalFibrillation,
  flutter,
  droppedBeats,
  sinusArrhythmia,
];
/** Rows kept of each recording and rhythm by class: the normal ones are too many to learn more from. */
const kept = [320, 420, 120, 40, 4] as const;
/** Share of made-up premature beats whose P wave is changed; in the others it hides, as in real recordings. */
const changedShare = 0.8;

/**
 * Makes up rhythms that the training recordings do not have, from their own beats: premature atrial beats from rare to more
 * frequent than normal ones, tachycardia, fibrillation and flutter, dropped beats, sinus arrhythmia.
 *
 * Seven recordings of DS1 hold nearly all its supraventricular beats, so a model would learn those seven patients. Shapes stay
 * as recorded but for the P wave; intervals are new, and all numbers follow from the new intervals and shapes.
 *
 * @param rows clinical rows of whole recordings, in order of time within each
 * @param rate frames per second of the recordings
 * @returns rows in the same form; `recordingOf` names the recording whose beats they were made of
 */
export function synthesiseRhythms(rows: LabelledRows, rate: number, random: Random): LabelledRows {
  const parts: Part[] = [];
  rows.recordings.forEach((_, recording) => {
    const own = Int32Array.from(rows.labels.keys()).filter((row) => rows.recordingOf[row] === recording);
    if (own.length === 0) return;
    const seconds = Float64Array.from(own, (row) => rows.samples[row]! / rate);
    const labels = Uint8Array.from(own, (row) => rows.labels[row]!);
    const irregular = isIrregular(copySequence(labels, seconds, 1));
    for (const rhythm of irregular ? [fibrillation] : rhythms) {
      const sequence = copySequence(labels, seconds, between(random, 0.75, 1.35));
      rhythm(sequence, random);
      parts.push(describe(rows, own, sequence, random));
    }
  });
  return join(rows, parts);
}

interface Part {
  /** Rows of the data set that they were made of. */
  readonly sources: Int32Array;
  readonly labels: Uint8Array;
  readonly beats: Float32Array;
  readonly features: Float32Array;
}

/** Rows of a made-up sequence, of which some are kept. */
function describe(rows: LabelledRows, own: Int32Array, sequence: BeatSequence, random: Random): Part {
  const width = clinicalFeatures.length;
  const values = clinicalShape.leads.length * windowLength;
  let second = 0;
  const seconds = sequence.intervals.map((interval) => (second += interval));
  const beats = rows.beats.slice(own[0]! * values, (own[0]! + own.length) * values);
  const features = rows.features.slice(own[0]! * width, (own[0]! + own.length) * width);
  const rhythm = rhythmOf(seconds, 0, own.length);
  writeRhythm(rhythm, features, width);
  changeAtria(sequence, beats, features, random);
  const unhurried = unhurriedBeats(latenessOf(rhythm));
  for (const lead of [0, 1] as const) {
    const template = templateOf(beats, lead);
    writeComparisons(own.length, unhurried, template, features, width, morphologyOffsets[lead]);
  }

  const chosen = choose(sequence.labels, random);
  const pick = (from: Float32Array, size: number) => {
    const picked = new Float32Array(chosen.length * size);
    chosen.forEach((beat, index) => picked.set(from.subarray(beat * size, (beat + 1) * size), index * size));
    return picked;
  };
  return {
    sources: chosen.map((beat) => own[beat]!),
    labels: Uint8Array.from(chosen, (beat) => sequence.labels[beat]!),
    beats: pick(beats, values),
    features: pick(features, width),
  };
}

/** Gives every beat the P waves that its rhythm asks for, in the rows and in the numbers beside them. */
function changeAtria({ atrialWaves }: BeatSequence, beats: Float32Array, features: Float32Array, random: Random): void {
  const width = clinicalFeatures.length;
  const values = clinicalShape.leads.length * windowLength;
  const foci = [drawFocus(random), drawFocus(random)] as const;
  // Where the atria fibrillate for most of the time, so does the patient's own beat.
  const always = atrialWaves.filter((atria) => atria === 'fibrillating').length > atrialWaves.length / 2;
  const waves = { height: between(random, 0, 0.07), frequency: between(random, 4, 8) };
  atrialWaves.forEach((atria, beat) => {
    if (atria === 'recorded' || (atria === 'premature' && random.uniform() >= changedShare)) return;
    const row = beats.subarray(beat * values, (beat + 1) * values);
    const numbers = features.subarray(beat * width, (beat + 1) * width);
    const focus = foci[random.uniform() < 0.8 ? 0 : 1];
    for (const lead of [0, 1] as const) {
      changeLead(row, numbers, lead, (window, template) => {
        if (atria === 'premature') moveFocus(window, focus[lead], random);
        else {
          fibrillate(window, waves.height, waves.frequency, random);
          if (always) flattenAtrial(template);
        }
      });
    }
  });
}

/** The template that the rows of a recording were compared with: what a lead holds beside its deviation, where it is present. */
function templateOf(beats: Float32Array, lead: 0 | 1): Float32Array {
  const values = clinicalShape.leads.length * windowLength;
  let last = new Float32Array(windowLength);
  for (let at = 0; at < beats.length; at += values) {
    const window = beats.subarray(at + lead * windowLength, at + (lead + 1) * windowLength);
    if (window.every((value) => value === 0)) continue;
    last = window.map((value, index) => value - beats[at + (lead + 2) * windowLength + index]!);
    if (at > beats.length / 2) break;
  }
  return last;
}

/** Changes one lead of a row and what its numbers say about the P wave. */
function changeLead(
  row: Float32Array,
  numbers: Float32Array,
  lead: 0 | 1,
  change: (window: Float32Array, template: Float32Array) => void,
): void {
  const window = row.subarray(lead * windowLength, (lead + 1) * windowLength);
  if (window.every((value) => value === 0)) return;
  const deviation = row.subarray((lead + 2) * windowLength, (lead + 3) * windowLength);
  const template = window.map((value, index) => value - deviation[index]!);
  change(window, template);
  deviation.forEach((_, index) => (deviation[index] = window[index]! - template[index]!));
  writeAtrial(window, template, numbers.subarray(morphologyOffsets[lead]));
}

/** Some beats of each class, ascending. */
function choose(labels: Uint8Array, random: Random): Int32Array {
  return Int32Array.from(
    kept.flatMap((most, label) => {
      const members = Int32Array.from(labels.keys()).filter((beat) => labels[beat] === label);
      shuffle(members, random);
      return [...members.subarray(0, most)];
    }),
  ).sort();
}

function join(rows: LabelledRows, parts: readonly Part[]): LabelledRows {
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const values = clinicalShape.leads.length * windowLength;
  const joined = {
    ...rows,
    count,
    beats: new Float32Array(count * values),
    features: new Float32Array(count * clinicalFeatures.length),
    labels: new Uint8Array(count),
    recordingOf: new Uint16Array(count),
    samples: new Int32Array(count),
  };
  let at = 0;
  for (const { sources, labels, beats, features } of parts) {
    joined.beats.set(beats, at * values);
    joined.features.set(features, at * clinicalFeatures.length);
    joined.labels.set(labels, at);
    sources.forEach((source, index) => {
      joined.recordingOf[at + index] = rows.recordingOf[source]!;
      joined.samples[at + index] = rows.samples[source]!;
    });
    at += labels.length;
  }
  return joined;
}
