import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import type { Calipers } from '../waveform/calipers.ts';
import { headHeight } from '../waveform/draw-labels.ts';
import { frameToX, visibleFrames, xToFrame } from '../waveform/viewport.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';

/** CSS pixels within which a handle is taken hold of. */
const reach = 12;
/** Seconds of a step with Shift. */
const largeStep = 0.04;

/** Two handles on the paper that measure time. They change nothing. */
export const useCalipers = defineStore('calipers', () => {
  const session = useSession();
  const paper = usePaper();
  const review = useReview();
  const placed = shallowRef<Calipers | null>(null);
  let marchOut = false;

  /** Takes the tool; places the handles on the selected RR interval, or in the middle of the screen. */
  function start(): void {
    paper.tool = 'calipers';
    if (placed.value && isVisible(placed.value)) return;
    const { focus } = review.selection;
    const at = focus === null ? -1 : firstBeatFrom(review.beats, focus);
    const before = review.beats.samples[at - 1];
    const middle = paper.view.start + visibleFrames(paper.view) / 2;
    const [first, second] =
      focus !== null && before !== undefined
        ? [before, focus]
        : [middle - paper.view.rate / 2, middle + paper.view.rate / 2];
    placed.value = { first, second, y: headHeight + 48, active: 'second', marchOut };
  }

  function isVisible(calipers: Calipers): boolean {
    const { view } = paper;
    return [calipers.first, calipers.second].some(
      (frame) => frame >= view.start && frame <= view.start + visibleFrames(view),
    );
  }

  /** Takes hold of a handle near (x, y), or puts both where the pointer is. */
  function grab(x: number, y: number): void {
    const { view } = paper;
    const now = placed.value;
    const near = (frame: number) => Math.abs(frameToX(view, frame) - x) <= reach;
    if (now && near(now.second)) placed.value = { ...now, active: 'second', y };
    else if (now && near(now.first)) placed.value = { ...now, active: 'first', y };
    else placed.value = { first: xToFrame(view, x), second: xToFrame(view, x), y, active: 'second', marchOut };
  }

  function drag(x: number, y: number): void {
    if (placed.value) move(xToFrame(paper.view, x), y);
  }

  /** Moves the active handle by one sample, or by 40 ms. */
  function nudge(direction: 1 | -1, large: boolean): void {
    const now = placed.value;
    if (!now) return;
    move(now[now.active] + direction * (large ? largeStep * paper.view.rate : 1), now.y);
  }

  function move(frame: number, y: number): void {
    const now = placed.value;
    if (!now) return;
    const kept = Math.round(Math.min(Math.max(0, frame), paper.view.frames));
    placed.value = { ...now, [now.active]: kept, y };
  }

  function switchHandle(): void {
    const now = placed.value;
    if (now) placed.value = { ...now, active: now.active === 'first' ? 'second' : 'first' };
  }

  function toggleMarch(): void {
    marchOut = !marchOut;
    if (placed.value) placed.value = { ...placed.value, marchOut };
  }

  /** Puts the active handle so many milliseconds from the other, on the side where it is. */
  function setMilliseconds(milliseconds: number): void {
    const now = placed.value;
    if (!now || !(milliseconds > 0)) return;
    const other = now[now.active === 'first' ? 'second' : 'first'];
    const side = now[now.active] < other ? -1 : 1;
    move(other + (side * milliseconds * paper.view.rate) / 1000, now.y);
  }

  watch(
    () => session.recording?.id,
    () => (placed.value = null),
  );

  return { placed, start, grab, drag, nudge, switchHandle, toggleMarch, setMilliseconds };
});
