import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';

import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';
import type { Intervals } from './chosen-figures.ts';

/** Milliseconds in which changes of labels are asked for once: a fortnight of intervals is 18 MB. */
const quiet = 120;

/** The intervals of all beats of the open session. Read only while something shows them. */
export const useIntervals = defineStore('intervals', () => {
  const core = useCore();
  const session = useSession();
  const intervals = shallowRef<Intervals | null>(null);
  const failure = ref('');
  const holders = ref(0);
  const held = computed(() => holders.value > 0);
  /** Counts questions: only the answer to the last one is taken. */
  let asked = 0;
  let stale = true;

  async function read(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId || !held.value) return;
    const question = ++asked;
    stale = false;
    try {
      const { revision, samples, labels, before, prematurity } = await core.call('rhythm.intervals', { sessionId });
      if (question !== asked) return;
      intervals.value = { revision, samples, labels, before, after: shifted(before), prematurity };
      failure.value = '';
    } catch (error) {
      if (question !== asked) return;
      stale = true;
      failure.value = sentenceOf(error);
    }
  }

  const readSoon = coalesce(quiet, () => void read());

  function changed(): void {
    stale = true;
    if (held.value) readSoon();
  }

  /** Keeps the intervals up to date for as long as the calling component lives. */
  function hold(): void {
    holders.value += 1;
    onScopeDispose(() => (holders.value -= 1));
    if (stale) void read();
  }

  watch(
    () => session.sessionId,
    () => {
      asked += 1;
      intervals.value = null;
      failure.value = '';
      stale = true;
      void read();
    },
  );
  watch(
    () => [session.recording?.analysis, session.recording?.model?.sha256],
    (now, before) => now.join() !== before.join() && changed(),
  );
  core.on('beats.changed', ({ sessionId }) => {
    if (sessionId === session.sessionId) changed();
  });
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.includes('mark')) changed();
  });
  core.onOpen(changed);

  return { intervals, failure, hold, read };
});

/** The interval after a beat is the one before the next. */
function shifted(before: Float32Array): Float32Array {
  const after = new Float32Array(before.length).fill(Number.NaN);
  after.set(before.subarray(1));
  return after;
}
