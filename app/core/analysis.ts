import { randomUUID } from 'node:crypto';

import { CaliperError } from '../contract/errors.ts';
import { sha256OfRecording } from '../files/recording-files.ts';
import type { Inference } from '../inference/client.ts';
import type { Recording } from '../signal/recording.ts';
import type { RegisteredModel, Store } from '../store/store.ts';
import { beatSource } from './beat-positions.ts';
import type { Logger } from './logger.ts';
import type { Models } from './models.ts';
import type { OpenRecordings } from './recordings.ts';
import { nameRecording } from './name-recording.ts';
import { runInformation } from './run-information.ts';
import { analysisStages } from './analysis-stages.ts';

/** What an analysis is asked, and where it reports. */
export interface AnalysisRequest {
  readonly recordingId: string;
  /** The active model when undefined. */
  readonly modelId?: string | undefined;
  /** Where beats are: as the file has them, where it does, or "detector"; left out: as in the run before, at first the file. */
  readonly beats?: 'file' | 'detector' | undefined;
  readonly signal: AbortSignal;
  /** Stage in words and progress from 0 to 1. */
  readonly report: (note: string, progress: number) => void;
}

export interface Analysis {
  /**
   * Finds and names every beat of a recording and makes the result its current run, all or nothing.
   *
   * @returns beats found, or null when they could not be named: the session then says "not analysed"
   * @throws CaliperError when the recording cannot be read, or when stopped
   */
  run(request: AnalysisRequest): Promise<number | null>;
  /** The provider that the last analysis used, or null before the first. */
  provider(): string | null;
}

export interface AnalysisDependencies {
  readonly store: Store;
  readonly inference: Inference;
  readonly models: Models;
  readonly recordings: OpenRecordings;
  readonly logger: Logger;
  readonly codeVersion: string;
}

/** A label that a person gave moves to a re-analysed beat at most this far away: the match window of EC57. */
const toleranceSeconds = 0.15;
/** Every provider is tried once and compared with the CPU's answers; the one that holds is stored with the run. */
const settings = { provider: 'auto' } as const;
const noModel = 'Not analysed: there is no active model. Choose one under Model, then analyse again.';
const defect = 'Not analysed: something went wrong inside Caliper; the log has the details.';

export function createAnalysis({
  store,
  inference,
  models,
  recordings,
  logger,
  codeVersion,
}: AnalysisDependencies): Analysis {
  let lastProvider: string | null = null;
  /** Sessions under analysis: two at once would each undo what the other says of the session's state. */
  const busy = new Set<string>();

  async function run(request: AnalysisRequest): Promise<number | null> {
    const { sessionId, name, attention } = await store.readRecording(request.recordingId);
    if (busy.has(sessionId))
      throw new CaliperError('conflict', `${name} is being analysed already: wait until that has ended.`);
    busy.add(sessionId);
    try {
      return await runAlone(request, sessionId, attention);
    } finally {
      busy.delete(sessionId);
    }
  }

  async function runAlone(
    request: AnalysisRequest,
    sessionId: string,
    attention: string | null,
  ): Promise<number | null> {
    await store.setAnalysis(sessionId, 'running', null);
    try {
      const model = request.modelId === undefined ? await models.active() : await models.find(request.modelId);
      const { beats, notNamed } = await analyse(request, sessionId, model);
      await store.setAnalysis(
        sessionId,
        model === null ? 'failed' : 'done',
        model === null ? noModel : attentionFor(notNamed, beats),
      );
      return model === null ? null : beats;
    } catch (error) {
      if (request.signal.aborted) {
        const isAnalysed = (await store.currentRun(sessionId)) !== null;
        await store.setAnalysis(sessionId, isAnalysed ? 'done' : 'none', attention);
        throw error;
      }
      logger.warn({ error }, 'not analysed');
      await store.setAnalysis(sessionId, 'failed', error instanceof CaliperError ? error.message : defect);
      if (error instanceof CaliperError && error.code === 'unavailable') return null;
      throw error;
    }
  }

  async function analyse(
    request: AnalysisRequest,
    sessionId: string,
    model: RegisteredModel | null,
  ): Promise<{ beats: number; notNamed: number }> {
    const { recordingId, signal, report } = request;
    const recording = await openUnchanged(recordingId);
    report('finding beats', 0);
    const startedAt = new Date();
    const open = model === null ? null : await inference.load(model, settings);
    const stages = analysisStages(recording, (Date.now() - startedAt.getTime()) / 1000);
    const mapping = open?.specification.mapping ?? 'aami';
    const from = request.beats ?? (await beatsBefore(sessionId));
    const source = await beatSource(stages.forFinding, mapping, { from, signal });
    const runId = randomUUID();
    await store.beginRun({
      id: runId,
      sessionId,
      model: model && { id: model.id, sha256: model.sha256 },
      provider: open?.provider ?? null,
      settings: { beats: source.source, mapping, codeVersion },
      startedAt: startedAt.toISOString(),
      annotator: source.annotator,
    });
    try {
      const { beats, notNamed, providers } = await nameRecording({
        inference,
        settings,
        model: model && open && { ...model, open },
        source,
        stages,
        signal,
        keep: (part) => store.appendBeats(runId, part),
        report,
      });
      const provider = providers.length > 0 ? providers.join(', ') : (open?.provider ?? null);
      await store.finishRun(
        runId,
        provider,
        Math.round(toleranceSeconds * recording.rate),
        runInformation(recording, open?.specification ?? null, source.detection(), stages.seconds()),
      );
      lastProvider = provider ?? lastProvider;
      return { beats, notNamed };
    } catch (error) {
      await store.abandonRun(runId);
      throw error;
    }
  }

  async function beatsBefore(sessionId: string): Promise<'file' | 'detector'> {
    const run = await store.currentRun(sessionId);
    return run?.settings['beats'] === 'detector' ? 'detector' : 'file';
  }

  /** The recording as it is on disk now, which must be the one that was imported: labels belong to that signal. */
  async function openUnchanged(recordingId: string): Promise<Recording> {
    recordings.forget(recordingId);
    const [recording, { path, name }] = await Promise.all([
      recordings.open(recordingId),
      store.readRecording(recordingId),
    ]);
    if ((await store.findRecording(await sha256OfRecording(recording, path))) === recordingId) return recording;
    throw new CaliperError(
      'conflict',
      `The files of ${name} have changed since they were imported: import them as a new recording.`,
    );
  }

  return { run, provider: () => lastProvider };
}

/** What a reader must know of a finished run: null when every beat has a class. */
function attentionFor(notNamed: number, beats: number): string | null {
  if (notNamed === 0) return null;
  return `${notNamed.toLocaleString('en')} of ${beats.toLocaleString('en')} beats were not analysed: the model gave no number for them.`;
}
