import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';

/** What a figure of the open session is, and why it is not there. */
export interface Answer<Value> {
  readonly value: Readonly<ShallowRef<Value | null>>;
  readonly failure: Readonly<Ref<string>>;
  readonly ask: () => void;
}

/**
 * Asks something of the open session, and again when its beats or its marks change; the last answer stays until then.
 *
 * @param question what to ask; what it reads reactively is watched
 */
export function useAnswer<Value>(question: (sessionId: string) => Promise<Value>): Answer<Value> {
  const core = useCore();
  const session = useSession();
  const value = shallowRef<Value | null>(null);
  const failure = ref('');
  let asked = 0;

  async function ask(): Promise<void> {
    const { sessionId } = session;
    const number = ++asked;
    if (!sessionId) return;
    try {
      const answer = await question(sessionId);
      if (number !== asked) return;
      value.value = answer;
      failure.value = '';
    } catch (error) {
      if (number === asked) failure.value = sentenceOf(error);
    }
  }

  watch(
    () => session.sessionId,
    () => {
      value.value = null;
      failure.value = '';
      void ask();
    },
    { immediate: true },
  );
  const askSoon = whenRested(restOfKeys, longestRest, () => void ask());
  const stops = [
    core.on('beats.changed', ({ sessionId }) => sessionId === session.sessionId && askSoon()),
    core.on('session.changed', ({ sessionId }) => sessionId === session.sessionId && askSoon()),
    core.on('library.changed', ({ recordingId }) => recordingId === session.recording?.id && askSoon()),
  ];
  onScopeDispose(() => {
    asked += 1;
    for (const stop of stops) stop();
  });

  return { value, failure, ask: () => void ask() };
}
