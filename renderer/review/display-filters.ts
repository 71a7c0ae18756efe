import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';

import type { DisplayFilters } from '../../app/contract/signals.ts';

const none: DisplayFilters = { baseline: null, mains: null, muscle: null };
/** What the key turns on before anything was chosen. */
const usual: DisplayFilters = { baseline: 0.5, mains: 50, muscle: 40 };

/** Filters for looking at the signal. Off at every start: nobody reads a filtered trace without having asked for it. */
export const useDisplayFilters = defineStore('display-filters', () => {
  const chosen = shallowRef<DisplayFilters>(none);
  let before = usual;

  const isOn = computed(() => Object.values(chosen.value).some((frequency) => frequency !== null));

  function choose(change: Partial<DisplayFilters>): void {
    chosen.value = { ...chosen.value, ...change };
    if (isOn.value) before = chosen.value;
  }

  function toggle(): void {
    chosen.value = isOn.value ? none : before;
  }

  return {
    chosen,
    isOn,
    /** What is asked of the core; null where nothing is filtered. */
    asked: computed(() => (isOn.value ? chosen.value : null)),
    choose,
    toggle,
  };
});
