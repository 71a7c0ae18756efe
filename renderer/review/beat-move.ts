import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

import { usePaper } from './paper.ts';
import { useReview } from './review.ts';
import { afterMove } from './selection.ts';

/** Seconds of a step with Shift, as for the calipers. */
const largeStep = 0.04;

/** A beat on its way to another place: shown where it is held, sent as one step when it is let go. */
export const useBeatMove = defineStore('beat-move', () => {
  const paper = usePaper();
  const review = useReview();
  const held = shallowRef<{ readonly sample: number; readonly to: number; drop(): void } | null>(null);

  /** Takes hold of a beat. */
  function take(sample: number): void {
    held.value?.drop();
    held.value = { sample, to: sample, drop: () => undefined };
  }

  /** Shows the beat at another frame. */
  function hold(frame: number): void {
    const now = held.value;
    if (!now) return;
    const to = Math.round(Math.min(Math.max(0, frame), paper.view.frames - 1));
    if (to === now.to) return;
    now.drop();
    const { drop } = review.preview({ kind: 'move', sample: now.sample, to, snap: false });
    held.value = { sample: now.sample, to, drop };
    review.keepSelected(afterMove(review.selection, now.to, to));
  }

  /** Moves the beat in hand by one sample, or by 40 ms; it is sent when the keys are let go. */
  function nudge(direction: 1 | -1, large: boolean): void {
    const { focus } = review.selection;
    if (held.value === null) {
      if (focus === null) return;
      take(focus);
      listen();
    }
    hold(held.value!.to + direction * (large ? largeStep * paper.view.rate : 1));
    review.showFocus();
  }

  /** Sends the move. @param snap to the R peak near the place */
  async function letGo(snap: boolean): Promise<void> {
    const now = held.value;
    held.value = null;
    if (!now) return;
    now.drop();
    if (now.to === now.sample) return;
    const edited = await review.edit({ kind: 'move', sample: now.sample, to: now.to, snap });
    const place = edited?.step ? (edited.sample ?? now.to) : now.sample;
    if (place !== now.to) review.keepSelected(afterMove(review.selection, now.to, place));
  }

  /** Puts the beat back where it was taken. */
  function giveUp(): void {
    const now = held.value;
    held.value = null;
    if (!now) return;
    now.drop();
    review.keepSelected(afterMove(review.selection, now.to, now.sample));
  }

  /** The modifiers are held while the arrows move the beat: letting them go ends the move. */
  function listen(): void {
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      void letGo(false);
    };
    const { signal } = stop;
    window.addEventListener('keyup', (event) => /^(Control|Alt|Meta|AltGraph)$/.test(event.key) && end(), { signal });
    window.addEventListener('blur', end, { signal });
  }

  return { held, take, hold, nudge, letGo, giveUp };
});
