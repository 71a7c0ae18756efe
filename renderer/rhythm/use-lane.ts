import { onScopeDispose, ref, shallowRef, watch } from 'vue';

import { maximumEvents, type RhythmEvent } from '../../app/contract/rhythm.ts';
import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';

/** Events that the lane under the tachogram reads at most; it is a thousand pixels wide. */
const mostEvents = 20_000;

/** The rhythm events of the whole session for the lane, page by page. Without them the lane is empty and says so. */
export function useLane() {
  const core = useCore();
  const session = useSession();
  const events = shallowRef<readonly RhythmEvent[]>([]);
  /** Events that there are; more than `events` when not all of them are read. */
  const total = ref(0);
  let asked = 0;

  async function read(): Promise<void> {
    const { sessionId } = session;
    const question = ++asked;
    if (!sessionId) return;
    const found: RhythmEvent[] = [];
    for (let offset = 0; offset < mostEvents; offset += maximumEvents) {
      const answer = await core.call('rhythm.events', { sessionId, offset, limit: maximumEvents }).catch(() => null);
      if (question !== asked) return;
      if (!answer) break;
      found.push(...answer.events);
      total.value = answer.total;
      if (found.length >= answer.total || answer.events.length === 0) break;
    }
    events.value = found;
  }

  watch(
    () => session.sessionId,
    () => {
      events.value = [];
      total.value = 0;
      void read();
    },
    { immediate: true },
  );
  const readSoon = whenRested(restOfKeys, longestRest, () => void read());
  const stops = [
    core.on('beats.changed', ({ sessionId }) => sessionId === session.sessionId && readSoon()),
    core.on('session.changed', ({ sessionId }) => sessionId === session.sessionId && readSoon()),
  ];
  onScopeDispose(() => {
    asked += 1;
    for (const stop of stops) stop();
  });
  return { events, total };
}
