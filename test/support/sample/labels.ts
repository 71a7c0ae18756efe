import type { ApplicationContract } from '../../../app/contract/application.ts';
import { beatClasses, notAnalysed, type BeatClass } from '../../../app/contract/classes.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import type { ChangeStep } from '../../../app/contract/records.ts';
import type { BeatDoubt } from '../../../app/contract/runs.ts';
import type { Emit, Handlers } from '../../../app/rpc/contract.ts';
import { sampleCodes } from './corrections.ts';
import { sampleFileCode, type SampleBeat, type SampleRecording } from './recordings.ts';

interface Change {
  readonly step: ChangeStep;
  /** What each beat was before, and its label after. */
  readonly beats: readonly {
    readonly beat: SampleBeat;
    readonly label: number;
    readonly source: number;
    readonly to: number;
  }[];
}

export interface SampleSession {
  readonly recording: SampleRecording;
  readonly done: Change[];
  readonly undone: Change[];
}

const reader = 'Anna Lindqvist';

type LabelCalls = Pick<
  Handlers<ApplicationContract>,
  | 'beats.read'
  | 'beats.overview'
  | 'beats.inspect'
  | 'beats.find'
  | 'beats.relabel'
  | 'beats.relabelRange'
  | 'beats.confirm'
  | 'session.undo'
  | 'session.redo'
  | 'session.history'
>;

/** Beats and their labels of invented recordings, with undo and redo, in memory. */
export function sampleLabels(sessionOf: (id: string) => SampleSession, emit: Emit<ApplicationContract>): LabelCalls {
  const histories = new Map<string, ChangeStep[]>();

  function record(sessionId: string, change: Change, action: ChangeStep['action']): ChangeStep {
    const steps = histories.get(sessionId) ?? [];
    const step = { ...change.step, id: steps.length + 1, action, at: new Date().toISOString() };
    histories.set(sessionId, [...steps, step]);
    emit('beats.changed', { sessionId, from: step.from, until: step.until });
    emit('library.changed', { recordingId: sessionOf(sessionId).recording.row.id });
    return step;
  }

  /** Labels beats, or makes the labels that they show the reader's own. */
  function name(sessionId: string, wanted: (beat: SampleBeat) => boolean, label: BeatClass | null): ChangeStep | null {
    const session = sessionOf(sessionId);
    const to = (beat: SampleBeat) => (label === null ? beat.label : beatClasses.indexOf(label));
    const beats = session.recording.beats
      .filter((beat) => wanted(beat) && to(beat) !== notAnalysed && !(beat.label === to(beat) && beat.source === 2))
      .map((beat) => ({ beat, label: beat.label, source: beat.source, to: to(beat) }));
    const [first] = beats;
    if (!first) return null;
    for (const { beat, to: next } of beats) Object.assign(beat, { label: next, source: 2 });
    const from = first.beat.sample;
    const step: ChangeStep = {
      id: 0,
      at: '',
      by: reader,
      beats: beats.length,
      fromLabel: beatClasses[first.label] ?? null,
      to: label ?? (beats.length === 1 ? (beatClasses[first.label] ?? null) : null),
      action: label === null ? 'confirmed' : 'relabelled',
      from,
      until: beats.at(-1)?.beat.sample ?? from,
      kinds: [],
      target: null,
      standing: true,
    };
    const change = { step, beats };
    session.done.push(change);
    session.undone.length = 0;
    return record(sessionId, change, step.action);
  }

  return {
    'beats.read': ({ sessionId, from, to }) => {
      const { beats } = sessionOf(sessionId).recording;
      const first = beats.findIndex((beat) => beat.sample >= from);
      const inside = beats.filter((beat) => beat.sample >= from && beat.sample < to);
      return {
        firstIndex: first < 0 ? beats.length : first,
        samples: Int32Array.from(inside, (beat) => beat.sample),
        labels: Uint8Array.from(inside, (beat) => beat.label),
        sources: Uint8Array.from(inside, (beat) => beat.source),
        probabilities: Uint16Array.from(
          inside.flatMap((beat) => probabilitiesOf(beat).map((p) => Math.round(p * 65_535))),
        ),
        fileCodes: Uint8Array.from(inside, (beat) => sampleFileCode(beat.file)),
        codes: Uint8Array.from(inside, (beat) => sampleCodes[beat.label] ?? 0),
      };
    },
    'beats.overview': ({ sessionId, buckets }) => {
      const { beats, row } = sessionOf(sessionId).recording;
      const counts = new Uint32Array(buckets * 5);
      const first = new Float64Array(buckets).fill(-1);
      const last = new Float64Array(buckets);
      const beatsIn = new Uint32Array(buckets);
      for (const beat of beats) {
        const bucket = Math.min(buckets - 1, Math.floor((beat.sample / row.frames) * buckets));
        if (beat.label !== notAnalysed) counts[bucket * 5 + beat.label]! += 1;
        if (first[bucket]! < 0) first[bucket] = beat.sample;
        last[bucket] = beat.sample;
        beatsIn[bucket]! += 1;
      }
      const heartRate = Float32Array.from(beatsIn, (count, bucket) =>
        count < 2 ? Number.NaN : (60 * row.rate * (count - 1)) / (last[bucket]! - first[bucket]!),
      );
      return { buckets, heartRate, counts };
    },
    'beats.inspect': ({ sessionId, sample }) => {
      const { beats, row } = sessionOf(sessionId).recording;
      const index = beats.findIndex((beat) => beat.sample === sample);
      const beat = beats[index];
      if (!beat) throw new CaliperError('not-found', `There is no beat at sample ${sample}.`);
      const milliseconds = (a: SampleBeat | undefined, b: SampleBeat | undefined) =>
        a && b ? Math.round(((b.sample - a.sample) / row.rate) * 1000) : null;
      return {
        index,
        sample,
        label: beatClasses[beat.label] ?? null,
        source: beat.source === 2 ? 'person' : 'model',
        probabilities: beat.label === notAnalysed ? null : probabilitiesOf(beat),
        doubt: doubtOf(beat),
        rrBefore: milliseconds(beats[index - 1], beat),
        rrAfter: milliseconds(beat, beats[index + 1]),
        rrMean: Math.round((row.frames / row.rate / beats.length) * 1000),
        fileSymbol: ['N', 'A', 'V', 'F', 'Q'][beat.file] ?? null,
        history: [
          {
            at: row.importedAt,
            source: 'file',
            by: 'atr',
            from: null,
            to: beatClasses[beat.file] ?? null,
            action: 'annotated',
            probability: null,
          },
          {
            at: row.importedAt,
            source: 'model',
            by: 'seed',
            from: null,
            to: beatClasses[beat.model] ?? null,
            action: 'classified',
            probability: beat.sure,
          },
        ],
      };
    },
    'beats.find': ({ sessionId, sample, direction, label, differsFromFile, doubtful }) => {
      const wanted = sessionOf(sessionId).recording.beats.filter(
        (beat) =>
          (label === undefined || beat.label === label) &&
          (!differsFromFile || beat.label !== beat.file) &&
          (!doubtful || (beat.source !== 2 && beat.sure < 0.8)),
      );
      const found =
        direction === 'next'
          ? wanted.find((beat) => beat.sample > sample)
          : wanted.findLast((beat) => beat.sample < sample);
      return { sample: found?.sample ?? null };
    },
    'beats.relabel': ({ sessionId, samples, label }) => {
      const wanted = new Set(samples);
      return { step: name(sessionId, ({ sample }) => wanted.has(sample), label) };
    },
    'beats.relabelRange': ({ sessionId, from, to, label }) => ({
      step: name(sessionId, ({ sample }) => sample >= from && sample < to, label),
    }),
    'beats.confirm': ({ sessionId, samples }) => {
      const wanted = new Set(samples);
      return { step: name(sessionId, ({ sample }) => wanted.has(sample), null) };
    },
    'session.undo': ({ sessionId }) => {
      const session = sessionOf(sessionId);
      const change = session.done.pop();
      if (!change) return { step: null, conflicts: 0 };
      for (const { beat, label, source } of change.beats) Object.assign(beat, { label, source });
      session.undone.push(change);
      return { step: record(sessionId, change, 'undone'), conflicts: 0 };
    },
    'session.redo': ({ sessionId }) => {
      const session = sessionOf(sessionId);
      const change = session.undone.pop();
      if (!change) return { step: null };
      for (const { beat, to } of change.beats) Object.assign(beat, { label: to, source: 2 });
      session.done.push(change);
      return { step: record(sessionId, change, 'redone') };
    },
    'session.history': ({ sessionId }) => {
      const session = sessionOf(sessionId);
      return {
        steps: histories.get(sessionId) ?? [],
        canUndo: session.done.length > 0,
        canRedo: session.undone.length > 0,
      };
    },
  };
}

function doubtOf(beat: SampleBeat): BeatDoubt | null {
  if (beat.label === notAnalysed) return null;
  const set = beatClasses.filter((_, index) => index === beat.model || (beat.sure < 0.75 && index === beat.file));
  return { score: 1 - beat.sure, set, coverage: 0.9, doubtful: set.length !== 1 };
}

function probabilitiesOf(beat: SampleBeat): number[] {
  const rest = (1 - beat.sure) / 4;
  return beatClasses.map((_, index) => (index === beat.model ? beat.sure : rest));
}
