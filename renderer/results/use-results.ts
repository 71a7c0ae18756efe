import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';

import { CaliperError } from '../../app/contract/errors.ts';
import type { Figure } from '../../app/contract/records.ts';
import type { OverallQuestion, ResultsComparison, ResultsOverall } from '../../app/contract/results.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from '../stores/coalesce.ts';

/** What is compared: all recordings, or the session of one. */
export interface Subject {
  readonly sessionId: string | null;
}

/**
 * The comparison of a subject and its figures; asked for again when the question, the theme or any label changes. While
 * the same subject is asked for again the answer before stays; that of another goes at once.
 *
 * @param subject null while it is not known which session is meant
 */
export function useResults(subject: Ref<Subject | null>, question: Ref<OverallQuestion>, theme: Ref<'light' | 'dark'>) {
  const core = useCore();
  const overall = shallowRef<ResultsOverall | null>(null);
  /** Null before the answer; `none` when the recording has no reference. */
  const comparison = shallowRef<ResultsComparison | 'none' | null>(null);
  const figures = shallowRef<readonly Figure[]>([]);
  const failure = ref('');
  const figuresFailure = ref('');
  const asking = ref(false);
  let abort: AbortController | null = null;

  async function read(): Promise<void> {
    abort?.abort();
    const wanted = subject.value;
    if (!wanted) return;
    const asked = (abort = new AbortController());
    asking.value = true;
    try {
      await ask(wanted.sessionId, asked.signal);
      if (asked.signal.aborted) return;
      failure.value = '';
    } catch (error) {
      if (!asked.signal.aborted && !isCancelled(error)) failure.value = sentenceOf(error);
    } finally {
      if (abort === asked) asking.value = false;
    }
    if (asked.signal.aborted || failure.value !== '') return;
    await readFigures(wanted.sessionId, asked.signal);
  }

  async function ask(sessionId: string | null, signal: AbortSignal): Promise<void> {
    if (sessionId === null) {
      const answer = await core.call('results.overall', { ...question.value }, { signal });
      if (!signal.aborted) overall.value = answer;
      return;
    }
    const { mapping, from } = question.value;
    const answer = await core.call('results.compare', { sessionId, mapping, from }, { signal });
    if (!signal.aborted) comparison.value = answer.comparison ?? 'none';
  }

  async function readFigures(sessionId: string | null, signal: AbortSignal): Promise<void> {
    try {
      const answer = await core.call(
        'results.figures',
        { sessionId, ...question.value, theme: theme.value },
        { signal },
      );
      if (signal.aborted) return;
      figures.value = answer;
      figuresFailure.value = '';
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) figuresFailure.value = sentenceOf(error);
    }
  }

  function lightFigures(): Promise<readonly Figure[]> {
    const sessionId = subject.value?.sessionId ?? null;
    return core.call('results.figures', { sessionId, ...question.value, theme: 'light' });
  }

  watch(
    () => subject.value?.sessionId,
    () => {
      overall.value = null;
      comparison.value = null;
      figures.value = [];
      failure.value = '';
    },
    { flush: 'sync' },
  );
  watch([subject, question, theme], () => void read());
  const readSoon = coalesce(1500, () => void read());
  const stops = [core.onOpen(() => void read()), core.on('library.changed', readSoon)];
  onScopeDispose(() => {
    for (const stop of stops) stop();
    abort?.abort();
  });

  return { overall, comparison, figures, failure, figuresFailure, asking, read, lightFigures };
}

function isCancelled(error: unknown): boolean {
  return error instanceof CaliperError && error.code === 'cancelled';
}
