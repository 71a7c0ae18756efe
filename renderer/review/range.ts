import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';

import { useSession } from '../stores/session.ts';
import { unseenBeat } from './on-screen.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';
import { selectMany } from './selection.ts';
import { selectedAfter, selectedBefore } from '../waveform/selection-layout.ts';
import { visibleFrames } from '../waveform/viewport.ts';

/** Seconds that an arrow moves the end of a range: one large square at 25 mm/s. */
const arrowStep = 0.2;

/** A stretch that is being marked: frames; `head` is the end that moves. */
export interface MarkedRange {
  readonly tail: number;
  readonly head: number;
}

/** A stretch of time that the reader marks, to do something with all that lies in it. Its beats are the selection. */
export const useRange = defineStore('range', () => {
  const session = useSession();
  const paper = usePaper();
  const review = useReview();
  const marked = shallowRef<MarkedRange | null>(null);

  /** The stretch in order, or null where its two ends are one. */
  const stretch = computed(() => {
    if (!marked.value || marked.value.head === marked.value.tail) return null;
    const { head, tail } = marked.value;
    return { from: Math.min(head, tail), to: Math.max(head, tail) };
  });

  /** Takes the tool; what is selected is marked already. A single beat that is not on the screen is not: the range starts there. */
  function start(): void {
    paper.tool = 'range';
    const { samples } = review.selection;
    const { rate, start: left } = paper.view;
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined || unseenBeat(paper.view, review.selection) !== null) {
      const middle = left + visibleFrames(paper.view) / 2;
      marked.value = { tail: middle, head: middle };
    } else if (samples.length === 1)
      marked.value = { tail: first - selectedBefore * rate, head: first - selectedBefore * rate };
    else marked.value = { tail: kept(first - selectedBefore * rate), head: kept(last + selectedAfter * rate) };
  }

  function begin(frame: number): void {
    marked.value = { tail: kept(frame), head: kept(frame) };
  }

  function extendTo(frame: number): void {
    if (marked.value) marked.value = { ...marked.value, head: kept(frame) };
  }

  /** Moves the end by a large square, or by `frames`; without `extended` both ends go there. */
  function nudge(direction: 1 | -1, extended: boolean, frames = arrowStep * paper.view.rate): void {
    if (!marked.value) return;
    const head = kept(marked.value.head + direction * frames);
    marked.value = { tail: extended ? marked.value.tail : head, head };
    paper.show(head);
    selectInside();
  }

  /** Selects the beats in the range. */
  function selectInside(): void {
    const { value } = stretch;
    if (!value) return review.clearSelection();
    review.turns.take(async (stillOn) => {
      const samples = await review.samplesBetween(value.from, value.to - 1);
      if (samples === null || !stillOn()) return false;
      review.keepSelected({ ...selectMany(samples), whole: true });
      return true;
    });
  }

  function kept(frame: number): number {
    return Math.round(Math.min(Math.max(0, frame), paper.view.frames));
  }

  watch(
    () => [session.recording?.id, paper.tool],
    () => {
      if (paper.tool !== 'range') marked.value = null;
    },
  );

  return { marked, stretch, start, begin, extendTo, nudge, selectInside };
});
