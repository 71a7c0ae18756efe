import { defineStore } from 'pinia';
import { computed, ref, watchEffect } from 'vue';

import { keepText, keptText } from './kept.ts';

export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'caliper.theme';

/** Light, dark, or what the system says. Kept on this computer. */
export const useTheme = defineStore('theme', () => {
  const stored = keptText(storageKey);
  const choice = ref<ThemeChoice>(themeChoices.find((name) => name === stored) ?? 'system');
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const systemDark = ref(system.matches);
  system.addEventListener('change', (event) => (systemDark.value = event.matches));

  const shown = computed<'light' | 'dark'>(() => {
    if (choice.value === 'system') return systemDark.value ? 'dark' : 'light';
    return choice.value;
  });

  watchEffect(() => (document.documentElement.dataset['theme'] = shown.value), { flush: 'sync' });

  function choose(next: ThemeChoice): void {
    choice.value = next;
    keepText(storageKey, next);
  }

  return { choice, shown, choose };
});
