import { visibleFrames, type Viewport } from '../waveform/viewport.ts';
import type { Selection } from './selection.ts';

/** Whether a frame is on the paper now. */
export function isOnScreen(view: Viewport, frame: number): boolean {
  return frame >= view.start && frame <= view.start + visibleFrames(view);
}

/** The one beat that a key would change although it is not on the paper; null for several beats, which are chosen as a whole. */
export function unseenBeat(view: Viewport, { samples }: Selection): number | null {
  const [only] = samples;
  return samples.length === 1 && only !== undefined && !isOnScreen(view, only) ? only : null;
}
