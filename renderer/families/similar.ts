import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import type { ApplicationContract } from '../../app/contract/application.ts';
import { CaliperError } from '../../app/contract/errors.ts';
import type { Output } from '../../app/rpc/contract.ts';
import { useCore } from '../core.ts';
import { useReview } from '../review/review.ts';
import { sentenceOf } from '../sentence.ts';
import { useJobs } from '../stores/jobs.ts';
import { useSession } from '../stores/session.ts';

/** Radius until a reader moves it. */
export const usualRadius = 0.95;
/** Milliseconds for which a beat or a radius must stay before it is searched for: keys and thumbs pass many. */
const rest = 150;

/** Beats that are shaped like the one with the focus. */
export const useSimilar = defineStore('similar', () => {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const jobs = useJobs();

  const radius = ref(usualRadius);
  const answer = shallowRef<Output<ApplicationContract, 'similar.find'> | null>(null);
  /** The beat that the answer is about. */
  const sample = ref<number | null>(null);
  const failure = ref('');
  /** Grows when shapes were made: what was not there may be there now. */
  const made = ref(0);
  /** Panels that show the answer: nobody is asked for what nobody sees. */
  const shown = ref(0);

  const job = computed(
    () => jobs.running.find(({ kind, title }) => kind === 'families' && title === session.recording?.name) ?? null,
  );

  watch(
    () =>
      [session.sessionId, review.selection.focus, radius.value, review.revision, made.value, shown.value > 0] as const,
    async ([sessionId, focus, least, , , isShown], _before, onCleanup) => {
      const abort = new AbortController();
      onCleanup(() => abort.abort());
      if (sessionId === null || focus === null || !isShown) {
        answer.value = null;
        sample.value = null;
        return;
      }
      if (focus !== sample.value) answer.value = null;
      await new Promise((resolve) => setTimeout(resolve, rest));
      if (abort.signal.aborted) return;
      try {
        const question = { sessionId, sample: focus, radius: least };
        const found = await core.call('similar.find', question, { signal: abort.signal });
        if (abort.signal.aborted) return;
        answer.value = found;
        sample.value = focus;
        failure.value = '';
      } catch (error) {
        const given = error instanceof CaliperError && error.code === 'cancelled';
        if (!abort.signal.aborted && !given) failure.value = sentenceOf(error);
      }
    },
    { immediate: true },
  );
  core.on('job.ended', ({ kind }) => {
    if (kind === 'families') made.value += 1;
  });

  /** Compares all shapes of the recording, so that there is something to search. */
  async function make(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      await core.call('families.make', { sessionId });
      await jobs.refresh();
    } catch (error) {
      failure.value = sentenceOf(error);
    }
  }

  return { radius, answer, sample, failure, job, shown, make };
});
