import { nearestBeat } from '../waveform/beat-columns.ts';
import { axisHeight, labelHeight } from '../waveform/draw-labels.ts';
import { xToFrame } from '../waveform/viewport.ts';
import { useBeatMove } from './beat-move.ts';
import { useCalipers } from './calipers.ts';
import { useInsertion } from './insertion.ts';
import { useMoves } from './moves.ts';
import { usePaper } from './paper.ts';
import { useRange } from './range.ts';
import { useReview } from './review.ts';

/** A click further than this from every beat selects nothing, seconds. */
const reachSeconds = 0.4;
/** Half of the width of a label that can be taken hold of, CSS pixels. */
const chipReach = 15;

/** What the pointer does on the paper, by the tool in hand. Places are CSS pixels from the top left of the paper. */
export function usePointer() {
  const review = useReview();
  const paper = usePaper();
  const calipers = useCalipers();
  const insertion = useInsertion();
  const range = useRange();
  const beatMove = useBeatMove();
  const moves = useMoves();

  const frameAt = (x: number) => xToFrame(paper.view, x);

  /** The beat whose label is under the pointer, or null. */
  function chipAt(x: number, y: number): number | null {
    if (y < axisHeight || y > axisHeight + labelHeight) return null;
    const reach = (chipReach / paper.view.pixelsPerSecond) * paper.view.rate;
    return review.beats.samples[nearestBeat(review.beats, frameAt(x), reach)] ?? null;
  }

  /** The beat nearest to the pointer, or null. */
  function beatAt(x: number): number | null {
    return review.beats.samples[nearestBeat(review.beats, frameAt(x), reachSeconds * paper.view.rate)] ?? null;
  }

  function press(x: number, y: number, event: PointerEvent): void {
    if (paper.tool === 'calipers') calipers.grab(x, y);
    else if (paper.tool === 'range') range.begin(frameAt(x));
    else if (paper.tool === 'insert') {
      insertion.place(frameAt(x));
      insertion.snap = !event.altKey;
    } else {
      const chip = chipAt(x, y);
      if (chip !== null) beatMove.take(chip);
    }
  }

  function drag(x: number, y: number, movedX: number): void {
    if (paper.tool === 'calipers') calipers.drag(x, y);
    else if (paper.tool === 'range') range.extendTo(frameAt(x));
    else if (paper.tool === 'insert') insertion.place(frameAt(x));
    else if (beatMove.held) beatMove.hold(frameAt(x));
    else paper.scrollByPixels(-movedX);
  }

  function release(x: number, moved: boolean, event: PointerEvent): void {
    if (paper.tool === 'range') range.selectInside();
    if (paper.tool !== 'select') return;
    if (beatMove.held) void beatMove.letGo(!event.altKey);
    if (moved) return;
    const sample = beatAt(x);
    if (sample !== null)
      moves.point(sample, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'one');
  }

  /** A right click keeps a selection that holds the beat under it, and else selects that beat. */
  function pointAtMenu(x: number): void {
    const sample = beatAt(x);
    if (sample !== null && !review.selected.has(sample)) moves.point(sample, 'one');
  }

  return { press, drag, release, pointAtMenu };
}
