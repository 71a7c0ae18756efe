import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import * as v from 'valibot';

import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';

const storageKey = 'caliper.strip';
const flag = v.optional(v.boolean(), false);
const Kept = v.object({ clock: flag, perMinute: flag, overlaid: flag, quality: v.optional(v.boolean(), true) });

/** How the paper says what it shows; kept on this computer. */
export const useStripOptions = defineStore('strip-options', () => {
  const core = useCore();
  const session = useSession();
  const kept = readKept(window.localStorage.getItem(storageKey));
  /** Time of day instead of elapsed time, where the file has one. */
  const clock = ref(kept.clock);
  /** Rate between beats instead of RR intervals. */
  const perMinute = ref(kept.perMinute);
  const overlaid = ref(kept.overlaid);
  const quality = ref(kept.quality);
  /** When the open recording began, see `signal.describe`; null where the file does not say. */
  const startedAt = shallowRef<string | null>(null);

  watch([clock, perMinute, overlaid, quality], () => {
    const now = { clock: clock.value, perMinute: perMinute.value, overlaid: overlaid.value, quality: quality.value };
    window.localStorage.setItem(storageKey, JSON.stringify(now));
  });

  watch(
    () => session.recording?.id ?? null,
    async (recordingId) => {
      startedAt.value = null;
      if (recordingId === null) return;
      const answer = await core.call('signal.describe', { recordingId }).catch(() => null);
      if (answer && session.recording?.id === recordingId) startedAt.value = answer.startedAt;
    },
    { immediate: true },
  );

  return {
    clock,
    perMinute,
    overlaid,
    quality,
    startedAt,
    showsClock: computed(() => clock.value && startedAt.value !== null),
  };
});

function readKept(text: string | null): v.InferOutput<typeof Kept> {
  try {
    return v.parse(Kept, JSON.parse(text ?? '{}'));
  } catch {
    return v.parse(Kept, {});
  }
}
