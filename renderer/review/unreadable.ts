import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import type { UnreadableStretch } from '../../app/contract/corrections.ts';
import { useCore } from '../core.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What cannot be read of the open recording: as the detector found it, and as persons have said since. */
export const useUnreadable = defineStore('unreadable', () => {
  const core = useCore();
  const session = useSession();
  const stretches = shallowRef<readonly UnreadableStretch[]>([]);
  /** What the detector could not read and a person can. */
  const overruled = shallowRef<readonly UnreadableStretch[]>([]);

  /** The answer about a session that is no longer open is dropped; what is shown stays when there is none. */
  async function refresh(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    const answer = await core.call('session.unreadable', { sessionId }).catch(() => null);
    if (!answer || session.sessionId !== sessionId) return;
    stretches.value = answer.stretches;
    overruled.value = answer.overruled;
  }

  /** Says of a stretch whether it can be read, as one step. Rejects with the core's error. */
  async function mark({ from, to }: Stretch, readable: boolean): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    await session.change(sessionId, () => core.call('session.mark', { sessionId, from, to, readable }));
    await refresh();
  }

  watch(
    () => session.sessionId,
    () => {
      stretches.value = [];
      overruled.value = [];
      void refresh();
    },
    { immediate: true },
  );
  const refreshSoon = coalesce(100, () => void refresh());
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.includes('mark')) refreshSoon();
  });
  core.on('library.changed', ({ recordingId }) => {
    if (recordingId === null || recordingId === session.recording?.id) refreshSoon();
  });
  core.onOpen(() => void refresh());

  return { stretches, overruled, refresh, mark };
});

/** Whether all of a stretch lies in `stretches`, which are ascending and apart from each other or touch. */
export function isWithin(stretch: Stretch, stretches: readonly Stretch[]): boolean {
  let reached = stretch.from;
  for (const { from, to } of stretches) {
    if (from > reached) break;
    reached = Math.max(reached, to);
  }
  return reached >= stretch.to;
}
