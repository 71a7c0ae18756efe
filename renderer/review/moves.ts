import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { visibleFrames } from '../waveform/viewport.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';
import { extendTo, selectOne, toggle } from './selection.ts';
import type { StillOn } from './turns.ts';

export type Direction = 'next' | 'previous';
export interface Kind {
  readonly label?: number;
  readonly differsFromFile?: boolean;
}

/**
 * Ways from one beat to another. Those that may have to ask the core are turns: they tell whether a beat was reached, and
 * select nothing once their turn is over.
 */
export function useMoves() {
  const core = useCore();
  const session = useSession();
  const paper = usePaper();
  const review = useReview();

  /** Where a search starts: the focused beat, or the edge of what is on screen. */
  function origin(direction: Direction): number {
    const { focus } = review.selection;
    if (focus !== null) return focus;
    const { view } = paper;
    return Math.round(direction === 'next' ? view.start - 1 : view.start + visibleFrames(view));
  }

  /** The beat beside the focused one, or at the edge of the screen, when it is already here; else null. */
  function besideHere(sample: number, direction: Direction): number | null {
    const { beats } = review;
    const at = firstBeatFrom(beats, sample);
    if (review.selection.focus === null) return beats.samples[direction === 'next' ? at : at - 1] ?? null;
    if (beats.samples[at] !== sample) return null;
    return beats.samples[direction === 'next' ? at + 1 : at - 1] ?? null;
  }

  async function find(direction: Direction, kind: Kind = {}): Promise<number | null> {
    const { sessionId } = session;
    if (!sessionId) return null;
    const sample = origin(direction);
    const plain = kind.label === undefined && kind.differsFromFile === undefined;
    const here = plain ? besideHere(sample, direction) : null;
    if (here !== null) return here;
    const question = { sessionId, sample: Math.max(-1, sample), direction, ...kind };
    const answer = await core.call('beats.find', question).catch(() => null);
    return answer?.sample ?? null;
  }

  async function go(stillOn: StillOn, direction: Direction, kind: Kind = {}): Promise<boolean> {
    const sample = await find(direction, kind);
    if (sample === null || !stillOn()) return false;
    review.select(selectOne(sample), 'walk');
    return true;
  }

  async function extend(stillOn: StillOn, direction: Direction): Promise<boolean> {
    const sample = await find(direction);
    if (sample === null || !stillOn()) return false;
    return extendUntil(stillOn, sample);
  }

  /** Extends in time. Beats that are not on screen are asked for, so that the selection has no holes. */
  async function extendUntil(stillOn: StillOn, focus: number): Promise<boolean> {
    const { anchor } = review.selection;
    const from = Math.min(anchor ?? focus, focus);
    const until = Math.max(anchor ?? focus, focus);
    const between = anchor === null ? Int32Array.of(focus) : await review.samplesBetween(from, until);
    if (between === null || !stillOn()) return false;
    review.select(extendTo(review.selection, focus, between), 'walk');
    return true;
  }

  /** Selects the beat that was pointed at; what keys were still on the way to is forgotten. */
  function point(sample: number, how: 'one' | 'extend' | 'toggle'): void {
    review.turns.abandon();
    if (how === 'extend') review.turns.take((stillOn) => extendUntil(stillOn, sample));
    else review.select(how === 'one' ? selectOne(sample) : toggle(review.selection, sample), 'walk');
  }

  return { go, extend, point };
}
