import { computed, shallowRef, watch, type Ref } from 'vue';

import type { CommentRecord } from '../../app/contract/corrections.ts';
import type { KindSummary } from '../../app/contract/rhythm.ts';
import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';

/**
 * What the palette knows of the open recording: its kinds of events and its comments, asked for when it opens. A question
 * that fails leaves its part out; the others can be found.
 */
export function useRecordingAnswers(open: Ref<boolean>) {
  const core = useCore();
  const session = useSession();
  const kinds = shallowRef<readonly KindSummary[]>([]);
  const comments = shallowRef<readonly CommentRecord[]>([]);
  let asked = 0;

  watch(open, (isOpen) => {
    const { sessionId } = session;
    const question = ++asked;
    kinds.value = [];
    comments.value = [];
    if (!isOpen || sessionId === null) return;
    void core.call('rhythm.summary', { sessionId }).then(
      (summary) => question === asked && (kinds.value = summary.kinds.filter(({ count }) => count > 0)),
      () => undefined,
    );
    void core.call('session.comments', { sessionId }).then(
      (answer) => question === asked && (comments.value = answer.comments),
      () => undefined,
    );
  });

  return { kinds: computed(() => kinds.value), comments: computed(() => comments.value) };
}
