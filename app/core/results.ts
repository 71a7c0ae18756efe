import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { OverallQuestion, ResultsOverall, ResultsQuestion } from '../contract/results.ts';
import { sumComparisons, sumRuns } from '../evaluation/ec57/summary.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { compareSession, type ComparedSession, type ComparedStore } from './compare-session.ts';
import { joinPaired, pairedProbabilities, type PairedProbabilities } from './paired-probabilities.ts';
import type { OpenRecordings } from './recordings.ts';
import { beatsInCell } from './results-cell.ts';
import { resultsFigures } from './results-figures.ts';
import { averageOf, beatTable, recordOf } from './results-tables.ts';
import { overallText, recordText } from './results-text.ts';

export interface ResultsDependencies {
  readonly store: ComparedStore & Pick<Store, 'readRecording' | 'recordingOfSession' | 'listRecordings'>;
  readonly recordings: Pick<OpenRecordings, 'open'>;
}

type ResultsCalls = 'results.compare' | 'results.overall' | 'results.beats' | 'results.figures';

/** What is kept of each recording when all are compared: not its beats. */
interface ComparedRecord extends Pick<ComparedSession, 'comparison' | 'runs'> {
  readonly record: ResultsOverall['records'][number];
  readonly paired: PairedProbabilities;
}

/** The labels shown now against the annotations in the recordings' files, by ANSI/AAMI EC57. */
export function resultsHandlers({
  store,
  recordings,
}: ResultsDependencies): Pick<Handlers<ApplicationContract>, ResultsCalls> {
  async function compareOne(sessionId: string, question: ResultsQuestion): Promise<ComparedSession | null> {
    const row = await store.readRecording(await store.recordingOfSession(sessionId));
    // The session asked for may be a reading beside the main session of the row.
    return compareSession(store, recordings, { ...row, sessionId }, question);
  }

  /** Recordings that cannot be compared are listed with the reason; those without a reference are passed over. */
  async function compareAll({ withoutPaced, without, ...question }: OverallQuestion, signal: AbortSignal) {
    const compared: ComparedRecord[] = [];
    const leftOut: ResultsOverall['leftOut'] = [];
    const unwanted = new Set(without);
    for (const row of await store.listRecordings()) {
      signal.throwIfAborted();
      if (unwanted.has(row.id)) {
        leftOut.push({ recordingId: row.id, name: row.name, reason: 'It was left out here.' });
        continue;
      }
      try {
        const session = await compareSession(store, recordings, row, question);
        if (session === null) continue;
        if (withoutPaced && session.paced) {
          leftOut.push({ recordingId: row.id, name: row.name, reason: 'It has paced beats, which EC57 leaves out.' });
          continue;
        }
        const paired = pairedProbabilities(session);
        const { comparison, runs } = session;
        compared.push({ comparison, runs, paired, record: recordOf(session, paired) });
      } catch (error) {
        if (!(error instanceof CaliperError)) throw error;
        leftOut.push({ recordingId: row.id, name: row.name, reason: error.message });
      }
    }
    return { compared, leftOut };
  }

  return {
    'results.compare': async ({ sessionId, ...question }) => {
      const session = await compareOne(sessionId, question);
      if (session === null) return { comparison: null };
      const record = recordOf(session, pairedProbabilities(session));
      return { comparison: { ...record, question, text: recordText(session, question) } };
    },

    'results.overall': async (question, { signal }) => {
      const { compared, leftOut } = await compareAll(question, signal);
      const records = compared.map(({ record }) => record);
      if (compared.length === 0) return { question, records, gross: null, average: null, leftOut, text: '' };
      const summary = sumComparisons(compared.map(({ comparison }) => comparison));
      const runs = {
        ventricular: sumRuns(compared.map((one) => one.runs.ventricular)),
        supraventricular: sumRuns(compared.map((one) => one.runs.supraventricular)),
      };
      const { matrix, rrError } = summary.gross;
      const gross = beatTable(matrix, rrError, runs, joinPaired(compared.map(({ paired }) => paired)));
      const text = overallText(
        compared.map((one) => ({ ...one.record, comparison: one.comparison })),
        summary,
        question,
      );
      return { question, records, gross, average: averageOf(summary.average), leftOut, text };
    },

    'results.beats': async ({ sessionId, cell, ...question }) => {
      const session = await compareOne(sessionId, question);
      if (session) return beatsInCell(session, cell);
      throw new CaliperError('not-found', 'This recording has no reference annotations to compare with.');
    },

    'results.figures': async ({ sessionId, theme, ...question }, { signal }) => {
      if (sessionId !== null) {
        const session = await compareOne(sessionId, question);
        return session ? resultsFigures(session.comparison.matrix, pairedProbabilities(session), theme) : [];
      }
      const { compared } = await compareAll(question, signal);
      if (compared.length === 0) return [];
      const { matrix } = sumComparisons(compared.map(({ comparison }) => comparison)).gross;
      return resultsFigures(matrix, joinPaired(compared.map(({ paired }) => paired)), theme);
    },
  };
}
