import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import type { ClassCounts } from '../../app/contract/records.ts';
import type { RunDescription } from '../../app/contract/runs.ts';
import { useCore } from '../core.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';
import { useUnreadable } from './unreadable.ts';

/** How the labels of the open recording came about: its current run, and what another operating point would make of it. */
export const useRunInfo = defineStore('run-info', () => {
  const core = useCore();
  const session = useSession();
  const run = shallowRef<RunDescription | null>(null);
  const failed = ref(false);
  const byPersons = useUnreadable();
  /** Parts that cannot be read: as the detector found them, and as persons have said since. */
  const unreadable = computed(() => byPersons.stretches);

  /** The answer about a session that is no longer open is dropped. */
  async function refresh(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      const answer = await core.call('analysis.describe', { sessionId });
      if (session.sessionId !== sessionId) return;
      run.value = answer.run;
      failed.value = false;
    } catch {
      if (session.sessionId === sessionId) failed.value = true;
    }
  }

  /** What another operating point would make of the stored probabilities; null when the core cannot say. */
  async function preview(
    strength: number,
    signal: AbortSignal,
  ): Promise<{ changed: number; classes: ClassCounts } | null> {
    const { sessionId } = session;
    if (!sessionId) return null;
    return core.call('analysis.preview', { sessionId, strength }, { signal }).catch(() => null);
  }

  /** Names the beats again at another operating point. Rejects with the core's error. */
  async function decide(strength: number): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    await core.call('analysis.decide', { sessionId, strength });
    await refresh();
  }

  watch(
    () => session.sessionId,
    () => {
      run.value = null;
      failed.value = false;
      void refresh();
    },
    { immediate: true },
  );
  const refreshSoon = coalesce(300, () => void refresh());
  core.on('library.changed', ({ recordingId }) => {
    if (recordingId === null || recordingId === session.recording?.id) refreshSoon();
  });
  core.onOpen(() => void refresh());

  return { run, failed, unreadable, refresh, preview, decide };
});
