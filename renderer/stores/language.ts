import { defineStore } from 'pinia';
import { computed, ref, watchEffect } from 'vue';

import { knownLanguage, language, languages, type Language } from '../format/language.ts';
import { keepText, keptText } from './kept.ts';

export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

const storageKey = 'caliper.language';

/** The language of words, numbers and dates: what was chosen, else what the system speaks. Kept on this computer. */
export const useLanguage = defineStore('language', () => {
  const stored = keptText(storageKey);
  const choice = ref<LanguageChoice>(languageChoices.find((name) => name === stored) ?? 'system');
  const shown = computed<Language>(() =>
    choice.value === 'system' ? knownLanguage(window.navigator.languages) : choice.value,
  );

  watchEffect(
    () => {
      language.value = shown.value;
      document.documentElement.lang = shown.value;
    },
    { flush: 'sync' },
  );

  function choose(next: LanguageChoice): void {
    choice.value = next;
    keepText(storageKey, next);
  }

  return { choice, shown, choose };
});
