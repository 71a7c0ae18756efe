import { onScopeDispose, ref, shallowRef, watch } from 'vue';

import type { CommentRecord } from '../../app/contract/corrections.ts';
import type { ErrorEstimate } from '../../app/contract/queue.ts';
import type { BeatOverview } from '../../app/contract/records.ts';
import type { ReportPart, ReportState } from '../../app/contract/report.ts';
import type { RhythmEvent, RhythmSummary, RhythmTable, RhythmVariability } from '../../app/contract/rhythm.ts';
import type { RunDescription } from '../../app/contract/runs.ts';
import { useCore } from '../core.ts';
import { overviewBuckets } from '../review/review.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';
import { tableMinutes } from './table-minutes.ts';

/** Everything that is printed about a session. */
export interface ReportFigures {
  readonly state: ReportState;
  readonly summary: RhythmSummary;
  readonly table: RhythmTable;
  readonly variability: RhythmVariability;
  readonly overview: BeatOverview;
  /** The first pauses, for the rate trend. */
  readonly pauses: readonly RhythmEvent[];
  readonly comments: readonly CommentRecord[];
  readonly run: RunDescription | null;
  /** Wrong labels that remain, as the review queue estimates them. */
  readonly estimate: ErrorEstimate;
}

/** Marks of pauses that the rate trend has room for. */
const mostPauses = 200;

/** The report of the open session; read again soon after anything in the session has changed. */
export function useReport() {
  const core = useCore();
  const session = useSession();
  const figures = shallowRef<ReportFigures | null>(null);
  const failure = ref('');
  let asked = 0;

  async function read(): Promise<void> {
    const { recording, sessionId } = session;
    const question = ++asked;
    if (!recording || !sessionId) {
      figures.value = null;
      return;
    }
    const minutes = tableMinutes(recording.frames / recording.rate);
    try {
      const [state, summary, table, variability, overview, pauses, { comments }, { run }, { estimate }] =
        await Promise.all([
          core.call('report.read', { sessionId }),
          core.call('rhythm.summary', { sessionId }),
          core.call('rhythm.table', { sessionId, minutes }),
          core.call('rhythm.variability', { sessionId }),
          core.call('beats.overview', { sessionId, buckets: overviewBuckets }),
          core.call('rhythm.events', { sessionId, kind: 'pause', offset: 0, limit: mostPauses }),
          core.call('session.comments', { sessionId }),
          core.call('analysis.describe', { sessionId }),
          core.call('queue.estimate', { sessionId }),
        ]);
      if (question !== asked) return;
      figures.value = { state, summary, table, variability, overview, pauses: pauses.events, comments, run, estimate };
      failure.value = '';
    } catch (error) {
      if (question === asked) failure.value = sentenceOf(error);
    }
  }

  /** Does a command of the report and reads the result; a failure is said where the report is. */
  async function change(work: (sessionId: string) => Promise<unknown>): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      await work(sessionId);
    } catch (error) {
      failure.value = sentenceOf(error);
      return;
    }
    await Promise.all([read(), session.refreshHistory()]);
  }

  const readSoon = whenRested(restOfKeys, longestRest, () => void read());
  const stops = [
    core.on('beats.changed', ({ sessionId }) => {
      if (sessionId === session.sessionId) readSoon();
    }),
    core.on('session.changed', ({ sessionId }) => {
      if (sessionId === session.sessionId) readSoon();
    }),
    core.onOpen(readSoon),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  watch(
    () => session.sessionId,
    () => {
      figures.value = null;
      failure.value = '';
      void read();
    },
    { immediate: true },
  );

  return {
    figures,
    failure,
    read,
    conclude: (text: string) => change((sessionId) => core.call('report.conclude', { sessionId, text })),
    show: (parts: ReportPart[]) => change((sessionId) => core.call('report.show', { sessionId, parts })),
    changeStrip: (id: string, to: { title?: string; onPage?: boolean }) =>
      change((sessionId) => core.call('strips.change', { sessionId, id, ...to })),
    removeStrip: (id: string) => change((sessionId) => core.call('strips.remove', { sessionId, id })),
    orderStrips: (ids: string[]) => change((sessionId) => core.call('strips.order', { sessionId, ids })),
  };
}
