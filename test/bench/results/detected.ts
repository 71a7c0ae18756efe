import { detectionAnnotations } from '../../../app/beat/detection-annotations.ts';
import { detectBeats } from '../../../app/beat/detect.ts';
import { compareBeats } from '../../../app/evaluation/ec57/compare-beats.ts';
import type { BeatComparison } from '../../../app/evaluation/ec57/compare-beats.ts';
import { learningPeriod } from '../../../app/evaluation/ec57/test-period.ts';
import type { Annotation, Recording } from '../../../app/signal/recording.ts';
import { inMemory } from '../detector/conditions.ts';
import type { PartContext } from './part.ts';

/** One record's beats found, against its reference annotations. */
export interface Detected {
  readonly record: string;
  /** From 5:00 and over the whole record, every beat that was found. */
  readonly standard: BeatComparison;
  readonly whole: BeatComparison;
  /** From 5:00, shut down where the detector calls the signal unreadable. */
  readonly shutDown: BeatComparison;
  /** Distances of found beats from their reference beats in ms. */
  readonly offsets: readonly number[];
  /** Processor time of the detection. */
  readonly seconds: number;
  readonly recordedSeconds: number;
}

/** The noise stress database: two records with noise at six signal-to-noise ratios. */
export const nstdbRecords = ['118', '119'].flatMap((record) =>
  ['24', '18', '12', '06', '00', '_6'].map((snr) => `${record}e${snr}`),
);
async function detect(recording: Recording, leads: readonly number[] | undefined): Promise<Detected> {
  const { recording: memory, annotations: reference } = await inMemory(recording);
  const options = leads === undefined ? {} : { leads };
  // Once before, so that neither compilation nor the leftovers of reading are timed.
  await detectBeats(memory, options);
  const before = process.cpuUsage();
  const detection = await detectBeats(memory, options);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const { rate, frames } = recording;
  const everyBeat = detectionAnnotations({ ...detection, unreadable: [] });
  const readable = detectionAnnotations(detection, { shutdown: true });
  const compare = (test: readonly Annotation[], start: number) =>
    compareBeats(reference, test, { rate, frames, mapping: 'ec57', start }, start === 0);
  const whole = compare(everyBeat, 0);
  const offsets: number[] = [];
  whole.pairs!.reference.forEach((sample, pair) => {
    const found = whole.pairs!.test[pair]!;
    if (sample >= 0 && found >= 0) offsets.push((1000 * (found - sample)) / rate);
  });
  return {
    record: recording.name,
    standard: compare(everyBeat, learningPeriod),
    whole,
    shutDown: compare(readable, learningPeriod),
    offsets,
    seconds,
    recordedSeconds: frames / rate,
  };
}

/** Detects the beats of several records, on the leads that `chosen` names; all when it names none. */
export async function detectAll(
  records: readonly string[],
  open: (record: string) => Promise<Recording>,
  chosen: (recording: Recording) => readonly number[] | undefined,
  { signal }: PartContext,
): Promise<Detected[]> {
  const found: Detected[] = [];
  for (const record of records) {
    signal.throwIfAborted();
    const recording = await open(record);
    found.push(await detect(recording, chosen(recording)));
  }
  return found;
}

/** MLII, which is the first lead of all but record 114; the first lead where a record has no MLII (102, 104). */
export function mlii({ leads }: Recording): readonly number[] {
  return [
    Math.max(
      0,
      leads.findIndex(({ name }) => name === 'MLII'),
    ),
  ];
}
