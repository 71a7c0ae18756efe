import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import type { BeatClass } from '../../app/contract/classes.ts';
import type { BulkChange, BulkPreview } from '../../app/contract/families.ts';
import { CaliperError } from '../../app/contract/errors.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';

/** Which place shows the preview. */
export type BulkPlace = 'families' | 'similar';

/** A bulk change that is looked at before it is made. There is one at a time. */
export const useBulk = defineStore('bulk', () => {
  const core = useCore();
  const session = useSession();

  const place = ref<BulkPlace | null>(null);
  const beats = shallowRef<BulkChange['beats'] | null>(null);
  const label = ref<BeatClass>('N');
  const includeOutliers = ref(false);
  const includeRead = ref(false);
  const preview = shallowRef<BulkPreview | null>(null);
  const failure = ref('');
  const busy = ref(false);

  const change = computed<BulkChange | null>(() => {
    const { sessionId } = session;
    if (!sessionId || !beats.value) return null;
    return {
      sessionId,
      beats: beats.value,
      label: label.value,
      includeOutliers: includeOutliers.value,
      includeRead: includeRead.value,
    };
  });
  const count = computed(() => (preview.value ? preview.value.changed + preview.value.unchanged : 0));

  function open(where: BulkPlace, which: BulkChange['beats'], as: BeatClass): void {
    includeOutliers.value = false;
    includeRead.value = false;
    place.value = where;
    beats.value = which;
    label.value = as;
  }

  function close(): void {
    place.value = null;
    beats.value = null;
    preview.value = null;
    failure.value = '';
  }

  /** Makes the change. @returns how many beats got the label, or null when it failed or there was nothing to do */
  async function apply(): Promise<number | null> {
    const wanted = change.value;
    if (!wanted || busy.value || count.value === 0) return null;
    const changed = count.value;
    busy.value = true;
    try {
      await core.call('families.relabel', wanted);
      close();
      return changed;
    } catch (error) {
      failure.value = sentenceOf(error);
      return null;
    } finally {
      busy.value = false;
    }
  }

  watch(change, async (wanted, _before, onCleanup) => {
    const abort = new AbortController();
    onCleanup(() => abort.abort());
    failure.value = '';
    if (!wanted) return;
    try {
      const answer = await core.call('families.preview', wanted, { signal: abort.signal });
      if (!abort.signal.aborted) preview.value = answer;
    } catch (error) {
      const given = error instanceof CaliperError && error.code === 'cancelled';
      if (!abort.signal.aborted && !given) failure.value = sentenceOf(error);
    }
  });
  watch(() => session.sessionId, close);

  return { place, label, includeOutliers, includeRead, preview, failure, busy, count, open, close, apply };
});
