import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

const storageKey = 'caliper.review.fullCodes';

/** Whether letters are the WFDB codes of beats, upper and lower case apart, and not only the five classes. */
export const useFullCodes = defineStore('full-codes', () => {
  const on = ref(window.localStorage.getItem(storageKey) === 'on');
  watch(on, (now) => window.localStorage.setItem(storageKey, now ? 'on' : 'off'));

  return { on, toggle: () => (on.value = !on.value) };
});
