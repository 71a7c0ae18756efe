import { shallowRef, watch, type ShallowRef } from 'vue';

import { CaliperError } from '../../app/contract/errors.ts';
import type { BeatReasons } from '../../app/contract/queue.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { useReview } from './review.ts';

/** Milliseconds that a beat must keep the focus before it is asked about: a held arrow passes many. */
const patience = 120;

/** The reasons of one beat; null with words in `absent` where there are none. */
export interface KnownReasons {
  readonly sample: number;
  readonly reasons: BeatReasons | null;
  readonly absent: string;
}

/** Why the beat with the focus has its label; what was known last stays until the next is there. */
export function useReasons(): Readonly<ShallowRef<KnownReasons | null>> {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const known = shallowRef<KnownReasons | null>(null);

  watch(
    () => [session.sessionId, review.selection.focus, review.revision] as const,
    ([sessionId, sample], _before, onCleanup) => {
      if (sessionId === null || sample === null) return void (known.value = null);
      const abort = new AbortController();
      const timer = setTimeout(() => void ask(sessionId, sample, abort.signal), patience);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
    },
    { immediate: true },
  );

  async function ask(sessionId: string, sample: number, signal: AbortSignal): Promise<void> {
    try {
      const { reasons } = await core.call('beats.why', { sessionId, sample }, { signal });
      if (!signal.aborted) known.value = { sample, reasons, absent: '' };
    } catch (error) {
      if (signal.aborted || (error instanceof CaliperError && error.code === 'cancelled')) return;
      known.value = { sample, reasons: null, absent: sentenceOf(error) };
    }
  }

  return known;
}
