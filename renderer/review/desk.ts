import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import { keepText, keptText } from '../stores/kept.ts';
import { parseLayouts, screenClassOf, usualLayouts, type DeskLayout, type LayoutsByScreen } from './screen-class.ts';

const storageKey = 'caliper.review.layout';
/** Below this height of the window the bottom panel opens over the paper instead of beside it, CSS pixels. */
const lowWindow = 880;

/** How large the parts around the paper are on this class of screen, and which of them are open. */
export const useDesk = defineStore('desk', () => {
  const width = ref(window.innerWidth);
  const height = ref(window.innerHeight);
  const kept = shallowRef<LayoutsByScreen>(parseLayouts(keptText(storageKey)));
  /** Whether the bottom panel lies open over the paper, where the window is low. */
  const bottomOver = ref(false);

  const screen = computed(() => screenClassOf(width.value));
  const layout = computed<DeskLayout>(() => ({ ...usualLayouts[screen.value], ...kept.value[screen.value] }));
  /** Whether there is no room for the bottom panel beside the paper. */
  const low = computed(() => height.value < lowWindow);
  const bottomOpen = computed(() => (low.value ? bottomOver.value : layout.value.bottomOpen));

  function keep(part: Partial<DeskLayout>): void {
    kept.value = { ...kept.value, [screen.value]: { ...kept.value[screen.value], ...part } };
    keepText(storageKey, JSON.stringify(kept.value));
  }

  function toggleBottom(): void {
    if (low.value) bottomOver.value = !bottomOver.value;
    else keep({ bottomOpen: !layout.value.bottomOpen });
  }

  function toggleInspector(): void {
    keep({ inspectorOpen: !layout.value.inspectorOpen });
  }

  window.addEventListener('resize', () => {
    width.value = window.innerWidth;
    height.value = window.innerHeight;
  });

  return { screen, layout, low, bottomOpen, keep, toggleBottom, toggleInspector };
});
