import type { ApplicationContract } from '../../app/contract/application.ts';
import { notAnalysed } from '../../app/contract/classes.ts';
import { CaliperError } from '../../app/contract/errors.ts';
import type { JobRecord, RecordingRow } from '../../app/contract/records.ts';
import { buildFigures } from '../../app/evaluation/figures.ts';
import type { Emit, Handlers } from '../../app/rpc/contract.ts';
import { sampleFamilies } from './sample/families.ts';
import { sampleCorrections } from './sample/corrections.ts';
import { sampleLabels, type SampleSession } from './sample/labels.ts';
import { sampleCard, sampleSummary } from './sample/models.ts';
import { sampleQueue } from './sample/queue.ts';
import { sampleRecordings } from './sample/recordings.ts';
import { sampleSignals } from './sample/signals.ts';
import { sampleRhythm } from './sample/rhythm.ts';
import { sampleReaders } from './sample/readers.ts';
import { sampleReport } from './sample/report.ts';
import { describeSample, sampleResults } from './sample/results.ts';

/** What a screen can meet: a library at work, nothing yet, a core that never answers, a core whose disk fails. */
export type SampleState = 'full' | 'empty' | 'slow' | 'failing';

/**
 * A stand-in for the core with invented recordings in memory, for the states of screens that the real core reaches with
 * difficulty. It classifies nothing and writes nothing.
 */
export function sampleCore(
  emit: Emit<ApplicationContract>,
  state: SampleState = 'full',
): Handlers<ApplicationContract> {
  let recordings = state === 'empty' ? [] : sampleRecordings();
  const sessions = new Map<string, SampleSession>(
    recordings.map((recording) => [recording.row.sessionId, { recording, done: [], undone: [] }]),
  );
  const labels = sampleLabels((id) => sessions.get(id) ?? missing(`session "${id}"`), emit);
  const uploads = new Map<string, readonly string[]>();
  const jobs = new Map<string, JobRecord>();
  const strengths = new Map<string, number>();
  let activeModel = 'seed';

  function recordingOf(id: string) {
    return recordings.find((recording) => recording.row.id === id) ?? missing(`recording "${id}"`);
  }

  function rowOf(recording: (typeof recordings)[number]): RecordingRow {
    const classes: RecordingRow['classes'] = [0, 0, 0, 0, 0];
    for (const beat of recording.beats) if (beat.label !== notAnalysed) classes[beat.label]! += 1;
    const corrected = recording.beats.filter((beat) => beat.source === 2).length;
    return { ...recording.row, classes, corrected };
  }

  function startJob(names: readonly string[], recordingIds: readonly string[] = []): { jobId: string } {
    const id = `job-${jobs.size + 1}`;
    const job: JobRecord = {
      id,
      kind: 'import',
      title: `Import of ${names.length} files`,
      state: 'running',
      stage: 'reading headers',
      done: 0,
      total: names.length,
      secondsLeft: 12,
      items: names.map((name, index) => ({
        name,
        recordingId: recordingIds[index] ?? null,
        state: index === 0 ? 'running' : 'waiting',
        note: index === 0 ? 'finding beats' : 'waiting',
        progress: index === 0 ? 0.4 : 0,
      })),
      error: null,
    };
    jobs.set(id, job);
    setTimeout(() => emit('job.progress', job), 0);
    return { jobId: id };
  }

  const never = new Promise<never>(() => undefined);
  const gate = async () => {
    if (state === 'slow') await never;
    if (state === 'failing')
      throw new CaliperError('damaged-file', 'The database file is damaged at page 12; nothing was changed.');
  };

  return {
    'application.info': () => ({
      version: '0.1.0',
      host: 'test',
      platform: 'linux',
      dataFolder: '/tmp/sample',
      reader: 'Anna Lindqvist',
      activeModel: { id: activeModel, sha256: sampleCard(activeModel).sha256 },
      provider: 'cpu',
      recordings: recordings.length,
      bytesUsed: recordings.length * 2_020_000,
    }),
    'library.list': async () => {
      await gate();
      return recordings.map(rowOf);
    },
    'library.read': ({ recordingId }) => rowOf(recordingOf(recordingId)),
    'library.import': ({ paths }) => startJob(paths.map((path) => path.split('/').at(-1) ?? path)),
    'library.remove': ({ recordingId }) => {
      recordingOf(recordingId);
      recordings = recordings.filter((recording) => recording.row.id !== recordingId);
      emit('library.changed', { recordingId });
      return {};
    },
    'upload.begin': ({ files }) => {
      const uploadId = `upload-${uploads.size + 1}`;
      uploads.set(
        uploadId,
        files.map((file) => file.name),
      );
      return { uploadId };
    },
    'upload.write': () => ({}),
    'upload.finish': ({ uploadId }) => startJob(uploads.get(uploadId) ?? missing(`upload "${uploadId}"`)),
    'upload.cancel': ({ uploadId }) => {
      uploads.delete(uploadId);
      return {};
    },
    'analysis.start': ({ recordingIds }) => startJob(recordingIds, recordingIds),
    ...sampleSignals(recordingOf),
    ...labels,
    ...sampleCorrections((id) => sessions.get(id) ?? missing(`session "${id}"`)),
    'models.list': async () => {
      await gate();
      return state === 'empty' ? [] : ['seed', 'seed-2'].map((id) => sampleSummary(id, id === activeModel));
    },
    'models.show': ({ modelId }) => sampleCard(modelId),
    'models.figures': ({ modelId, theme }) => buildFigures(sampleCard(modelId), theme),
    'models.activate': ({ modelId }) => {
      activeModel = modelId;
      emit('models.changed', {});
      return {};
    },
    'analysis.describe': ({ sessionId }) => {
      const { recording } = sessions.get(sessionId) ?? missing(`session "${sessionId}"`);
      return { run: describeSample(recording.row, strengths.get(sessionId)) };
    },
    'analysis.preview': ({ sessionId, strength }) => {
      const { recording } = sessions.get(sessionId) ?? missing(`session "${sessionId}"`);
      const changed = Math.round(40 * Math.abs(strength - (strengths.get(sessionId) ?? 1)));
      const [n, s, ...rest] = rowOf(recording).classes;
      return { changed, classes: [n - changed, s + changed, ...rest] };
    },
    'analysis.decide': ({ sessionId, strength }) => {
      const changed = Math.round(40 * Math.abs(strength - (strengths.get(sessionId) ?? 1)));
      strengths.set(sessionId, strength);
      return { changed };
    },
    ...sampleResults(() => recordings, gate),
    ...sampleQueue((id) => sessions.get(id) ?? missing(`session "${id}"`), gate),
    ...sampleFamilies((id) => sessions.get(id) ?? missing(`session "${id}"`)),
    ...sampleRhythm((id) => sessions.get(id) ?? missing(`session "${id}"`), emit),
    ...sampleReport(),
    ...sampleReaders(),
    'jobs.list': () => [...jobs.values()],
    'job.stop': ({ jobId }) => {
      const job = jobs.get(jobId) ?? missing(`job "${jobId}"`);
      const stopped: JobRecord = { ...job, state: 'stopped', stage: 'stopped', secondsLeft: null };
      jobs.set(jobId, stopped);
      emit('job.ended', stopped);
      return {};
    },
  };
}

function missing(what: string): never {
  throw new CaliperError('not-found', `There is no ${what}.`);
}
