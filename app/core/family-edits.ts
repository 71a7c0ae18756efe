import { CaliperError } from '../contract/errors.ts';
import type { ChangeStep } from '../contract/records.ts';
import { newestEdit, type FamilyEdit } from '../families/edits.ts';
import type { EntryChanges } from './entry-changes.ts';
import { familyIndex } from './family-members.ts';
import { familyEntries, nextEditKey, type FamilySessions, type LoadedFamilies } from './family-session.ts';

type Step = Promise<{ step: ChangeStep | null }>;

/** What a reader changes about families themselves. Each is one step of the history. */
export interface FamilyEdits {
  merge(sessionId: string, familyIds: readonly string[]): Step;
  /** @param samples beats to take out; null: in two by shape. @throws CaliperError `conflict` when nothing comes of it */
  split(sessionId: string, familyId: string, samples: readonly number[] | null): Step;
  /** Takes the newest edit that a family came from back. @throws CaliperError `conflict` when there is none */
  unmerge(sessionId: string, familyId: string): Step;
}

/** @param need the families of a session as they stand; throws where there are none */
export function createFamilyEdits(
  families: FamilySessions,
  entries: EntryChanges,
  need: (sessionId: string) => Promise<LoadedFamilies>,
): FamilyEdits {
  const working = new Map<string, Promise<unknown>>();

  /** One after the other in each session: an edit's key comes after those of the edits before it. */
  async function inTurn<T>(sessionId: string, work: () => Promise<T>): Promise<T> {
    const next = (working.get(sessionId) ?? Promise.resolve()).then(work);
    const settled = next.catch(() => undefined);
    working.set(sessionId, settled);
    try {
      return await next;
    } finally {
      if (working.get(sessionId) === settled) working.delete(sessionId);
    }
  }

  function write(sessionId: string, key: string, value: FamilyEdit | null): Step {
    return entries.set(sessionId, 'noted', [{ kind: familyEntries, key, value }]);
  }

  async function merge(sessionId: string, familyIds: readonly string[]): Step {
    const loaded = await need(sessionId);
    const parts = familyIds.flatMap((id) => loaded.families[familyIndex(loaded, id)]!.parts);
    return write(sessionId, nextEditKey(loaded), { op: 'merge', parts: [...new Set(parts)] });
  }

  async function split(sessionId: string, familyId: string, samples: readonly number[] | null): Step {
    const loaded = await need(sessionId);
    const index = familyIndex(loaded, familyId);
    const { parts, count } = loaded.families[index]!;
    const key = nextEditKey(loaded);
    const edit: FamilyEdit = { op: 'split', parts, samples };
    const tried = await families.tryEdits(sessionId, [...loaded.edits, { key, edit }]);
    const left = tried?.families[tried.familyOf[loaded.familyOf.indexOf(index)]!];
    if (!tried || !left || left.count === count)
      throw new CaliperError('conflict', 'The beats of this family are all of one shape; there is nothing to split.');
    return write(sessionId, key, edit);
  }

  async function unmerge(sessionId: string, familyId: string): Step {
    const loaded = await need(sessionId);
    const family = loaded.families[familyIndex(loaded, familyId)]!;
    const newest = newestEdit(
      family,
      loaded.edits.map(({ edit }) => edit),
    );
    const stored = loaded.edits[newest];
    if (!stored)
      throw new CaliperError('conflict', 'No reader has merged or split this family; Join decides what is in it.');
    return write(sessionId, stored.key, null);
  }

  return {
    merge: (sessionId, familyIds) => inTurn(sessionId, () => merge(sessionId, familyIds)),
    split: (sessionId, familyId, samples) => inTurn(sessionId, () => split(sessionId, familyId, samples)),
    unmerge: (sessionId, familyId) => inTurn(sessionId, () => unmerge(sessionId, familyId)),
  };
}
