import { shallowRef, watch } from 'vue';

import type { FamilyMembers } from '../../app/contract/families.ts';
import { useCore } from '../core.ts';
import { useReview } from '../review/review.ts';
import { useSession } from '../stores/session.ts';
import { useFamilies } from './families.ts';

/** Members and outliers that the detail shows. */
export const shownMembers = 36;
export const shownOutliers = 3;

/** The members of the family in hand, asked for when it changes and when its labels do. */
export function useFamilyMembers() {
  const core = useCore();
  const session = useSession();
  const store = useFamilies();
  const review = useReview();
  const members = shallowRef<FamilyMembers | null>(null);
  const outliers = shallowRef<FamilyMembers | null>(null);
  /** Correlation of the family's mean with those of others, by name. */
  const near = shallowRef<ReadonlyMap<string, number>>(new Map());
  let shown = '';

  watch(
    () => [store.current, review.revision] as const,
    async ([family], _before, onCleanup) => {
      const abort = new AbortController();
      onCleanup(() => abort.abort());
      const { sessionId } = session;
      if (family?.id !== shown) {
        members.value = null;
        outliers.value = null;
        near.value = new Map();
      }
      if (!family || !sessionId) return;
      const ask = { sessionId, familyId: family.id, offset: 0 };
      const options = { signal: abort.signal };
      const answers = await Promise.all([
        core.call('families.members', { ...ask, outliers: false, limit: shownMembers }, options),
        core.call('families.members', { ...ask, outliers: true, limit: shownOutliers }, options),
        core.call('families.near', { sessionId, familyId: family.id }, options),
      ]).catch(() => null);
      if (!answers || abort.signal.aborted) return;
      shown = family.id;
      [members.value, outliers.value] = answers;
      near.value = new Map(answers[2].near.map(({ id, correlation }) => [id, correlation]));
    },
    { immediate: true },
  );

  return { members, outliers, near };
}
