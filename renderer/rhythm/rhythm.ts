import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { useReview } from '../review/review.ts';
import { selectMany } from '../review/selection.ts';
import { measureChosen } from './chosen-figures.ts';
import { useIntervals } from './intervals.ts';
import type { Point } from './lasso.ts';
import { combine, maskOf, samplesOf, type Combining } from './selection-mask.ts';

/** What the plot over time shows. */
export const modes = ['rate', 'rr', 'variability'] as const;
export type Mode = (typeof modes)[number];
export type PlotName = 'lorenz' | 'tachogram';

/** Tools, and which beats of the whole session are selected. The selection itself is the one of all views. */
export const useRhythm = defineStore('rhythm', () => {
  const review = useReview();
  const store = useIntervals();
  const mode = ref<Mode>('rr');
  const tool = ref<'brush' | 'lasso'>('lasso');
  /** The line that was last drawn around beats, in the units of its plot; gone when the selection changes otherwise. */
  const shape = shallowRef<{ readonly plot: PlotName; readonly polygon: readonly Point[] } | null>(null);
  let own: Int32Array | null = null;

  /** By itself, so that another beat in hand does not have a million marked again. */
  const selected = computed(() => review.selection.samples);
  const mask = computed(() => (store.intervals ? maskOf(store.intervals.samples, selected.value) : new Uint8Array()));
  const chosen = computed(() =>
    store.intervals && selected.value.length > 0 ? measureChosen(store.intervals, mask.value) : null,
  );

  /** Selects the marked beats, in every view at once. */
  function choose(choice: Uint8Array, how: Combining, around: typeof shape.value = null): void {
    const { intervals } = store;
    if (!intervals) return;
    const samples = samplesOf(intervals.samples, combine(mask.value, choice, how));
    own = samples;
    review.turns.abandon();
    review.select(selectMany(samples));
    shape.value = how === 'replace' ? around : null;
  }

  watch(
    () => review.selection.samples,
    (samples) => {
      if (samples !== own) shape.value = null;
    },
  );

  return { mode, tool, shape, mask, chosen, choose };
});
