import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import type { CommentRecord } from '../../app/contract/corrections.ts';
import { useCore } from '../core.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';

/** A comment that is being written: where it belongs, and the one that it changes, if any. */
export interface CommentDraft {
  readonly id: string | null;
  readonly sample: number | null;
  readonly until: number | null;
  readonly text: string;
}

/** What readers have written about the open session. */
export const useComments = defineStore('comments', () => {
  const core = useCore();
  const session = useSession();
  const comments = shallowRef<readonly CommentRecord[]>([]);
  const draft = shallowRef<CommentDraft | null>(null);

  async function refresh(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    const answer = await core.call('session.comments', { sessionId }).catch(() => null);
    if (answer && session.sessionId === sessionId) comments.value = answer.comments;
  }

  /** Writes a comment, changes one, or removes it when the text is empty; one step. Rejects with the core's error. */
  async function write({ id, sample, until, text }: CommentDraft): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    await session.change(sessionId, () => core.call('session.comment', { sessionId, id, sample, until, text }));
    await refresh();
  }

  watch(
    () => session.sessionId,
    () => {
      comments.value = [];
      draft.value = null;
      void refresh();
    },
    { immediate: true },
  );
  const refreshSoon = coalesce(100, () => void refresh());
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.includes('comment')) refreshSoon();
  });
  core.onOpen(() => void refresh());

  return { comments, draft, refresh, write };
});
