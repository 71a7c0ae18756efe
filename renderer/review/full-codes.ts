import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

import { keepText, keptText } from '../stores/kept.ts';

const storageKey = 'caliper.review.fullCodes';

/** Whether letters are the WFDB codes of beats, upper and lower case apart, and not only the five classes. */
export const useFullCodes = defineStore('full-codes', () => {
  const on = ref(keptText(storageKey) === 'on');
  watch(on, (now) => keepText(storageKey, now ? 'on' : 'off'));

  return { on, toggle: () => (on.value = !on.value) };
});
