import { CaliperError } from '../contract/errors.ts';
import type { Analysis } from './analysis.ts';
import type { JobContext } from './jobs.ts';
import type { Logger } from './logger.ts';

export interface AnalyseItemDependencies {
  readonly analysis: Analysis;
  readonly logger: Logger;
  /** Announces that a recording was changed. */
  readonly changed: (recordingId: string) => void;
}

/** One recording in a job's list. */
export interface AnalyseItem {
  /** Name of the line. */
  readonly line: string;
  readonly recordingId: string;
  readonly modelId?: string | undefined;
  readonly beats?: 'file' | 'detector' | undefined;
  /** Sentences about the file that belong to the result. */
  readonly warnings?: readonly string[];
}

/** Analyses one recording as a line of a job. A failure ends the line and not the job, and the library hears of it. */
export async function analyseItem(
  { analysis, logger, changed }: AnalyseItemDependencies,
  { line, recordingId, modelId, beats: from, warnings = [] }: AnalyseItem,
  context: JobContext,
): Promise<void> {
  context.item(line, { recordingId, state: 'running', note: 'finding beats', progress: 0 });
  changed(recordingId);
  try {
    const report = (note: string, progress: number) => context.item(line, { note, progress });
    const beats = await analysis.run({ recordingId, modelId, beats: from, signal: context.signal, report });
    const note = [beats === null ? 'not analysed' : `${beats.toLocaleString('en')} beats`, ...warnings].join('. ');
    context.item(line, { state: beats === null || warnings.length > 0 ? 'warning' : 'done', note, progress: 1 });
  } catch (error) {
    if (context.signal.aborted) context.item(line, { state: 'warning', note: 'stopped before it was analysed' });
    else context.item(line, { state: 'warning', note: `not analysed: ${sentenceOf(error, logger)}` });
  } finally {
    changed(recordingId);
  }
}

/** What a reader is told of an error; a defect goes to the log. */
export function sentenceOf(error: unknown, logger: Logger): string {
  if (error instanceof CaliperError) return error.message;
  logger.error({ error }, 'defect');
  return 'Something went wrong inside Caliper; the log has the details.';
}
