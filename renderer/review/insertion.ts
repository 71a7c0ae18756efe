import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

import type { GivenLabel } from '../stores/edits.ts';
import { useSession } from '../stores/session.ts';
import { notAnalysed, beatClasses } from '../../app/contract/classes.ts';
import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';
import { visibleFrames, type Viewport } from '../waveform/viewport.ts';
import { isOnScreen } from './on-screen.ts';
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

  /** Takes the tool; the cursor starts on the screen. */
  function start(): void {
    paper.tool = 'insert';
    snap.value = true;
    place(insertionStart(paper.view, review.beats, review.selection.focus));
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

  /** Brings the cursor back onto the paper. @returns whether it was not there: nothing is put where nobody looks */
  function showCursor(): boolean {
    if (cursor.value === null || isOnScreen(paper.view, cursor.value)) return false;
    paper.show(cursor.value);
    return true;
  }

  /** The label of the beat before the cursor; null where there is none, or where it is not known here. */
  function labelBefore(): GivenLabel | null {
    if (cursor.value === null) return null;
    const at = firstBeatFrom(review.beats, cursor.value) - 1;
    const label = beatClasses[review.beats.labels[at] ?? notAnalysed];
    return label === undefined ? null : { label };
  }

  watch(
    () => [session.recording?.id, paper.tool],
    () => {
      if (paper.tool !== 'insert') cursor.value = null;
    },
  );

  return { cursor, snap, start, place, nudge, insert, showCursor, labelBefore };
});

/**
 * Frame where the cursor starts, always on the screen: in the middle of the interval after the beat in hand where that beat is
 * on the screen, else in the middle of the screen.
 *
 * @param beats those around the screen; a beat elsewhere is not among them
 */
export function insertionStart(view: Viewport, beats: BeatColumns, focus: number | null): number {
  const until = view.start + visibleFrames(view);
  const middle = (view.start + until) / 2;
  if (focus === null || !isOnScreen(view, focus)) return middle;
  const at = firstBeatFrom(beats, focus);
  const after = beats.samples[at + 1];
  if (beats.samples[at] !== focus || after === undefined) return middle;
  return Math.min((focus + after) / 2, until);
}
