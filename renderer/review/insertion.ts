import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

import type { GivenLabel } from '../stores/edits.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { visibleFrames } from '../waveform/viewport.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';
import { selectOne } from './selection.ts';

/** Seconds of a step with Shift, as for the calipers. */
const largeStep = 0.04;

/** The place at which a beat that is missing will be put. */
export const useInsertion = defineStore('insertion', () => {
  const session = useSession();
  const paper = usePaper();
  const review = useReview();
  /** Frame, or null while nobody has taken the tool. */
  const cursor = ref<number | null>(null);
  /** Whether a beat goes to the R peak near the cursor, or exactly where it is. */
  const snap = ref(true);

  /** Takes the tool; the cursor starts in the middle of the interval after the beat in hand, or of the screen. */
  function start(): void {
    paper.tool = 'insert';
    snap.value = true;
    const { focus } = review.selection;
    const at = focus === null ? -1 : firstBeatFrom(review.beats, focus);
    const after = review.beats.samples[at + 1];
    if (focus !== null && after !== undefined) place((focus + after) / 2);
    else place(paper.view.start + visibleFrames(paper.view) / 2);
  }

  function place(frame: number): void {
    cursor.value = Math.round(Math.min(Math.max(0, frame), paper.view.frames - 1));
  }

  /** Moves the cursor by one sample, or by 40 ms. */
  function nudge(direction: 1 | -1, large: boolean): void {
    if (cursor.value === null) return;
    place(cursor.value + direction * (large ? largeStep * paper.view.rate : 1));
    paper.show(cursor.value);
  }

  /** Puts a beat at the cursor, or at the R peak near it, and selects it once the core has it. */
  async function insert(given: GivenLabel): Promise<void> {
    const sample = cursor.value;
    if (sample === null) return;
    const edited = await review.edit({ kind: 'insert', sample, snap: snap.value, ...given });
    if (edited?.step && edited.sample !== null) review.select(selectOne(edited.sample));
  }

  watch(
    () => [session.recording?.id, paper.tool],
    () => {
      if (paper.tool !== 'insert') cursor.value = null;
    },
  );

  return { cursor, snap, start, place, nudge, insert };
});
