import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

import type { ResultsMapping, ResultsQuestion } from '../../app/contract/results.ts';

/** Seconds that EC57 leaves out at the start. */
export const standardStart = 300;

/** What Results asks: kept while other places are visited, so that the beats of a cell are those of the matrix. */
export const useResultsQuestion = defineStore('results-question', () => {
  const mapping = ref<ResultsMapping>('ec57');
  const from = ref(standardStart);
  const withoutPaced = ref(false);
  /** Recordings that the reader has left out of the results of all. */
  const without = ref<readonly string[]>([]);
  const question = computed<ResultsQuestion>(() => ({ mapping: mapping.value, from: from.value }));
  return { mapping, from, withoutPaced, without, question };
});
