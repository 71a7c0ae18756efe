import type { ApplicationContract } from '../../../app/contract/application.ts';
import { beatClasses } from '../../../app/contract/classes.ts';
import type { RunDescription } from '../../../app/contract/runs.ts';
import { resultsHandlers } from '../../../app/core/results.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import type { Annotation, Recording } from '../../../app/signal/recording.ts';
import type { SessionBeats, StoredRun } from '../../../app/store/store.ts';
import { sampleFileCode, type SampleBeat, type SampleRecording } from './recordings.ts';

type ResultsCalls = Pick<
  Handlers<ApplicationContract>,
  'results.compare' | 'results.overall' | 'results.beats' | 'results.figures'
>;

/** The real comparison, of invented labels with invented annotations. */
export function sampleResults(recordings: () => readonly SampleRecording[], gate: () => Promise<void>): ResultsCalls {
  const bySession = (id: string) => recordings().find(({ row }) => row.sessionId === id)!;
  return resultsHandlers({
    store: {
      listRecordings: async () => {
        await gate();
        return recordings().map(({ row }) => row);
      },
      readRecording: (id) => Promise.resolve(recordings().find(({ row }) => row.id === id)!.row),
      recordingOfSession: (id) => Promise.resolve(bySession(id).row.id),
      currentRun: (id) => Promise.resolve(sampleRun(bySession(id))),
      allBeats: (id) => Promise.resolve(sampleSessionBeats(bySession(id))),
    },
    recordings: { open: (id) => Promise.resolve(openSample(recordings().find(({ row }) => row.id === id)!)) },
  });
}

/** Every so many beats the file has none where one is shown, or one more. */
const extraEvery = 211;
const missedEvery = 307;

/** Annotations of an invented file: the beats' own classes, some beats left out, some added. */
function sampleAnnotations({ beats, row }: SampleRecording): Annotation[] {
  if (row.differsFromFile === null) return [];
  const at = (sample: number, code: number): Annotation => ({
    sample,
    code,
    subtype: 0,
    channel: 0,
    number: 0,
    aux: '',
  });
  return beats.flatMap(({ sample, file }, index) => {
    const own = index % extraEvery === 7 ? [] : [at(sample, sampleFileCode(file))];
    return index % missedEvery === 11 ? [...own, at(sample + 120, sampleFileCode(2))] : own;
  });
}

function openSample(recording: SampleRecording): Recording {
  const { row } = recording;
  return {
    name: row.name,
    format: 'wfdb',
    rate: row.rate,
    frames: row.frames,
    leads: [],
    patient: row.patient,
    comments: [],
    warnings: [],
    annotators: row.differsFromFile === null ? [] : ['atr'],
    files: [],
    read: () => Promise.resolve([]),
    annotations: () => Promise.resolve(sampleAnnotations(recording)),
  };
}

function sampleSessionBeats({ beats }: SampleRecording): SessionBeats {
  const decided = beats.filter(({ source }) => source === 2);
  const rest = (beat: SampleBeat) => (1 - beat.sure) / 4;
  return {
    proposed: {
      samples: Int32Array.from(beats, ({ sample }) => sample),
      labels: Uint8Array.from(beats, ({ model }) => model),
      probabilities: Uint16Array.from(
        beats.flatMap((beat) =>
          beatClasses.map((_, index) => Math.round(65_535 * (index === beat.model ? beat.sure : rest(beat)))),
        ),
      ),
      fileCodes: Uint8Array.from(beats, ({ file }) => sampleFileCode(file)),
      fileClasses: Uint8Array.from(beats, ({ file }) => file),
    },
    decided: {
      samples: Int32Array.from(decided, ({ sample }) => sample),
      labels: Uint8Array.from(decided, ({ label }) => label),
      codes: new Uint8Array(decided.length),
    },
  };
}

function sampleRun({ row }: SampleRecording): StoredRun | null {
  const run = describeSample(row);
  if (!run) return null;
  return {
    ...run,
    id: `run-${row.id}`,
    settings: { beats: run.beats },
    annotator: row.differsFromFile === null ? null : 'atr',
    decision: null,
  };
}

/** How the labels of an invented recording came about: by a model with a rule for rare classes, but for the first ones. */
export function describeSample(row: SampleRecording['row'], strength = 1): RunDescription | null {
  if (!row.model) return null;
  const clinical = !['sample-01', 'sample-02'].includes(row.id);
  const unreadable = [
    { from: 21 * 60 * row.rate, to: 21.4 * 60 * row.rate },
    { from: 26 * row.rate, to: 29 * row.rate },
  ].sort((a, b) => a.from - b.from);
  const seconds = Math.ceil(row.frames / row.rate);
  return {
    startedAt: row.importedAt,
    finishedAt: row.importedAt,
    model: row.model,
    beats: clinical ? 'detector' : 'atr',
    leads: clinical ? row.leads.map(({ name }) => name) : ['MLII'],
    provider: row.provider,
    stages: [
      { stage: 'finding beats', seconds: 0.31 },
      { stage: 'naming beats', seconds: 2.9 },
    ],
    quality: clinical
      ? {
          readable: 0.985,
          unreadable,
          perSecond: Uint8Array.from({ length: seconds }, (_, second) =>
            unreadable.some(({ from, to }) => second * row.rate >= from && second * row.rate < to)
              ? 8
              : 80 + ((second * 7919) % 20),
          ),
        }
      : null,
    drift: row.id === 'sample-05' ? { score: 9.4, limit: 6, unlike: true } : null,
    strength: clinical ? { chosen: strength, recommended: 1 } : null,
  };
}
