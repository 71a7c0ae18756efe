import { beatClasses, labelSources, notAnalysed } from '../contract/classes.ts';
import { maximumWindowBeats } from '../contract/corrections.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BeatOverview, BeatWindow } from '../contract/records.ts';
import type { Chunks } from './chunks.ts';
import { joinColumns, lowerBound, sliceColumns } from './columns.ts';
import type { CurrentLabels } from './current-labels.ts';
import type { Runs } from './runs.ts';
import type { Session, Sessions } from './sessions.ts';
import type { SessionBeats } from './store.ts';

export interface BeatTables {
  readonly sessions: Sessions;
  readonly runs: Runs;
  readonly chunks: Chunks;
  readonly currentLabels: CurrentLabels;
}

/** Plain WFDB codes of the classes: N S V F Q. */
const plainCodes = [1, 9, 5, 6, 13];
const person = labelSources.indexOf('person');

/** Beats with `from <= sample < to` as shown: the run's labels, and over them what persons decided. */
export function readBeats(tables: BeatTables, sessionId: string, from: number, to: number): BeatWindow {
  const session = tables.sessions.find(sessionId);
  const chunks = session.run === null ? [] : tables.chunks.within(session.run, from, to);
  const inner = chunks.slice(1, -1).reduce((sum, chunk) => sum + chunk.beats, 0);
  if (inner > maximumWindowBeats) throw tooManyBeats();
  let firstIndex = 0;
  const parts = chunks.map((chunk, position) => {
    const beats = tables.chunks.read(chunk);
    const start = lowerBound(beats.samples, from);
    if (position === 0) firstIndex = chunk.first_index + start;
    return sliceColumns(beats, start, lowerBound(beats.samples, to));
  });
  const beats = joinColumns(parts);
  if (beats.samples.length > maximumWindowBeats) throw tooManyBeats();
  const sources = new Uint8Array(beats.samples.length).fill(session.run === null ? 0 : tables.runs.source(session.run));
  for (const entry of tables.currentLabels.within(session.number, from, to)) {
    const index = lowerBound(beats.samples, entry.sample);
    beats.labels[index] = entry.label;
    sources[index] = person;
  }
  const { samples, labels, probabilities, fileCodes } = beats;
  const codes = labels.map((label) => plainCodes[label] ?? 0);
  return { firstIndex, samples, labels, sources, probabilities, fileCodes, codes };
}

/** Every beat of a session, in memory at once: 17 bytes each, 24 MB for two weeks. */
export function allBeats(tables: BeatTables, sessionId: string): SessionBeats {
  const { number, run } = tables.sessions.find(sessionId);
  const chunks = run === null ? [] : tables.chunks.all(run);
  const decided = tables.currentLabels.all(number);
  return {
    proposed: joinColumns(chunks.map((chunk) => tables.chunks.read(chunk))),
    decided: {
      samples: Int32Array.from(decided, ({ sample }) => sample),
      labels: Uint8Array.from(decided, ({ label }) => label),
    },
  };
}

function tooManyBeats(): CaliperError {
  return new CaliperError(
    'too-large',
    `The window holds more than ${maximumWindowBeats} beats; ask for a shorter one or for the overview.`,
  );
}

/**
 * Beats per class and mean heart rate in `buckets` equal stretches of the recording.
 *
 * The heart rate of a bucket is the number of RR intervals between its first and last beat over the time they take.
 */
export function beatOverview(tables: BeatTables, sessionId: string, buckets: number): BeatOverview {
  const session = tables.sessions.find(sessionId);
  const classCount = beatClasses.length;
  const counts = new Uint32Array(buckets * classCount);
  const beats = new Uint32Array(buckets);
  const first = new Int32Array(buckets);
  const last = new Int32Array(buckets);
  const bucketOf = bucketing(session, buckets);
  for (const chunk of session.run === null ? [] : tables.chunks.all(session.run)) {
    const { samples, labels } = tables.chunks.readLabels(chunk);
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index]!;
      const bucket = bucketOf(sample);
      if (beats[bucket]!++ === 0) first[bucket] = sample;
      last[bucket] = sample;
      const label = labels[index]!;
      if (label !== notAnalysed) counts[bucket * classCount + label]!++;
    }
  }
  for (const entry of tables.currentLabels.all(session.number)) {
    const bucket = bucketOf(entry.sample);
    if (entry.proposed !== notAnalysed) counts[bucket * classCount + entry.proposed]!--;
    if (entry.label !== notAnalysed) counts[bucket * classCount + entry.label]!++;
  }
  const heartRate = Float32Array.from(beats, (count, bucket) =>
    count < 2 ? NaN : (60 * session.rate * (count - 1)) / (last[bucket]! - first[bucket]!),
  );
  return { buckets, heartRate, counts };
}

function bucketing(session: Session, buckets: number): (sample: number) => number {
  const scale = buckets / Math.max(1, session.frames);
  return (sample) => Math.min(buckets - 1, Math.floor(sample * scale));
}
