import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { visibleFrames } from '../waveform/viewport.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';

export type Direction = 'next' | 'previous';
export interface Kind {
  readonly label?: number;
  readonly differsFromFile?: boolean;
}

/** Ways from one beat to another. */
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
    return session.sessionId === sessionId ? (answer?.sample ?? null) : null;
  }

  async function go(direction: Direction, kind: Kind = {}): Promise<boolean> {
    const sample = await find(direction, kind);
    if (sample !== null) review.selectBeat(sample);
    return sample !== null;
  }

  async function extend(direction: Direction): Promise<void> {
    const sample = await find(direction);
    if (sample !== null) review.selectBeat(sample, review.selection.focus === null ? 'one' : 'extend');
  }

  return { go, extend };
}
