import { defineStore } from 'pinia';
import { ref, watchEffect } from 'vue';

import { keepText, keptText } from './kept.ts';

/** Percent of the size that the screens were drawn for. */
export const scales = [90, 100, 112, 125] as const;
export type Scale = (typeof scales)[number];

const storageKey = 'caliper.scale';

/** How large type and spacing are; the paper keeps its millimetres. Kept on this computer. */
export const useScale = defineStore('scale', () => {
  const stored = Number(keptText(storageKey));
  const percent = ref<Scale>(scales.find((known) => known === stored) ?? 100);

  watchEffect(() => document.documentElement.style.setProperty('--scale', String(percent.value / 100)), {
    flush: 'sync',
  });

  function choose(next: Scale): void {
    percent.value = next;
    keepText(storageKey, String(next));
  }

  return { percent, choose };
});
