import type { ApplicationContract } from '../contract/application.ts';
import type { Emit } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';

const lastSample = 2 ** 31 - 2;

/**
 * Tells the screens of every step that was written, whoever wrote it: the beats and the entries that it changed; and of a new
 * run, which may have changed every beat.
 */
export function announceChanges(store: Pick<Store, 'onChange'>, emit: Emit<ApplicationContract>): void {
  store.onChange((change) => {
    if (change.step === null) {
      emit('beats.changed', { sessionId: change.sessionId, from: 0, until: lastSample });
      return;
    }
    const { sessionId, recordingId, step, kinds } = change;
    if (step.beats > 0) emit('beats.changed', { sessionId, from: step.from, until: step.until });
    if (kinds.length > 0) emit('session.changed', { sessionId, kinds: [...kinds] });
    emit('library.changed', { recordingId });
  });
}
