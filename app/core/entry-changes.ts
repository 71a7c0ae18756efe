import type { ChangeStep, StepAction } from '../contract/records.ts';
import type { EntryChange } from '../store/changes.ts';
import type { Store } from '../store/store.ts';

/** Writes values that are kept with a session under the name of whoever reads now. Each call is one step of the history. */
export interface EntryChanges {
  /**
   * @param changes a null value removes; what is as it was already is left out
   * @returns null step when nothing changed
   */
  set(
    sessionId: string,
    action: Extract<StepAction, 'marked' | 'commented' | 'noted'>,
    changes: readonly EntryChange[],
    place?: { readonly from: number; readonly until: number },
  ): Promise<{ step: ChangeStep | null }>;
}

export function createEntryChanges(store: Pick<Store, 'setEntries'>, reader: () => string): EntryChanges {
  return {
    set: async (sessionId, action, changes, place) => ({
      step: await store.setEntries(sessionId, { action, changes, by: reader(), ...place }),
    }),
  };
}
