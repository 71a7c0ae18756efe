import { beatClasses, labelSources, notAnalysed } from '../contract/classes.ts';
import { maximumWindowBeats } from '../contract/corrections.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BeatOverview, BeatWindow } from '../contract/records.ts';
import type { Chunks } from './chunks.ts';
import { joinColumns, lowerBound, noBeats, sliceColumns } from './columns.ts';
import type { CurrentLabels } from './current-labels.ts';
import { layBytes, layOver, layProbabilities } from './overlay.ts';
import type { Runs } from './runs.ts';
import type { Session, Sessions } from './sessions.ts';
import type { SessionSnapshot } from './store.ts';

export interface BeatTables {
  readonly sessions: Sessions;
  readonly runs: Runs;
  readonly chunks: Chunks;
  readonly currentLabels: CurrentLabels;
}

const person = labelSources.indexOf('person');

/** Beats with `from <= sample < to` as shown: those of the run, and over them what persons decided. */
export function readBeats(tables: BeatTables, sessionId: string, from: number, to: number): BeatWindow {
  const session = tables.sessions.find(sessionId);
  const chunks = session.run === null ? [] : tables.chunks.within(session.run, from, to);
  const inner = chunks.slice(1, -1).reduce((sum, chunk) => sum + chunk.beats, 0);
  if (inner > maximumWindowBeats) throw tooManyBeats();
  const parts = chunks.map((chunk) => {
    const beats = tables.chunks.read(chunk);
    return sliceColumns(beats, lowerBound(beats.samples, from), lowerBound(beats.samples, to));
  });
  const beats = joinColumns(parts);
  const laid = layOver(beats, tables.currentLabels.decided(session.number, from, to));
  if (laid.samples.length > maximumWindowBeats) throw tooManyBeats();
  return {
    firstIndex: indexOf(tables, session, from),
    samples: laid.samples,
    labels: laid.labels,
    sources: sourcesOf(tables, session, laid.decided),
    probabilities: layProbabilities(beats.probabilities, laid.origins),
    fileCodes: layBytes(beats.fileCodes, laid.origins, 0),
    codes: laid.codes,
  };
}

function sourcesOf(tables: BeatTables, session: Session, decided: Uint8Array): Uint8Array {
  const source = session.run === null ? 0 : tables.runs.source(session.run);
  return decided.map((flag) => (flag === 1 ? person : source));
}

/** How many beats are shown before `sample`. */
export function indexOf(tables: BeatTables, session: Session, sample: number): number {
  return (
    (session.run === null ? 0 : tables.chunks.beatsBefore(session.run, sample)) +
    tables.currentLabels.addedBefore(session.number, sample)
  );
}

/** Positions and labels with `from <= sample < to` as shown, however many. */
export function shownWithin(
  tables: BeatTables,
  session: Session,
  from: number,
  to: number,
): { samples: Int32Array; labels: Uint8Array } {
  const chunks = session.run === null ? [] : tables.chunks.within(session.run, from, to);
  const beats = joinColumns(
    chunks.map((chunk) => {
      const columns = { ...noBeats, ...tables.chunks.readLabels(chunk) };
      return sliceColumns(columns, lowerBound(columns.samples, from), lowerBound(columns.samples, to));
    }),
  );
  return layOver(beats, tables.currentLabels.decided(session.number, from, to));
}

/** Every beat of a session, in memory at once: 17 bytes each, 24 MB for two weeks. */
export function readSnapshot(tables: BeatTables, sessionId: string): SessionSnapshot {
  const session = tables.sessions.find(sessionId);
  const { number, run, rate, frames } = session;
  const chunks = run === null ? [] : tables.chunks.all(run);
  return {
    run: run === null ? null : tables.runs.describe(run),
    source: run === null ? 0 : tables.runs.source(run),
    revision: revisionOf(run, tables.sessions.lastRevision(number)),
    rate,
    frames,
    proposed: joinColumns(chunks.map((chunk) => tables.chunks.read(chunk))),
    decided: tables.currentLabels.decided(number, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Grows with every change of what is shown: a new run, or a step in it. */
export function revisionOf(run: number | null, step: number): number {
  return (run ?? 0) * 2 ** 31 + step;
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
  function add(samples: Int32Array, labels: Uint8Array): void {
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index]!;
      const bucket = bucketOf(sample);
      if (beats[bucket]!++ === 0) first[bucket] = sample;
      last[bucket] = sample;
      const label = labels[index]!;
      if (label !== notAnalysed) counts[bucket * classCount + label]!++;
    }
  }
  let done = 0;
  for (const chunk of session.run === null ? [] : tables.chunks.all(session.run)) {
    const laid = layOver(
      tables.chunks.readLabels(chunk),
      tables.currentLabels.decided(session.number, done, chunk.last_sample + 1),
    );
    add(laid.samples, laid.labels);
    done = chunk.last_sample + 1;
  }
  const rest = layOver(noBeats, tables.currentLabels.decided(session.number, done, Number.MAX_SAFE_INTEGER));
  add(rest.samples, rest.labels);
  const heartRate = Float32Array.from(beats, (count, bucket) =>
    count < 2 ? NaN : (60 * session.rate * (count - 1)) / (last[bucket]! - first[bucket]!),
  );
  return { buckets, heartRate, counts };
}

function bucketing(session: Session, buckets: number): (sample: number) => number {
  const scale = buckets / Math.max(1, session.frames);
  return (sample) => Math.min(buckets - 1, Math.floor(sample * scale));
}
