/** The stretch of a recording that is on screen. Positions on screen are CSS pixels from the left edge of the paper. */
export interface Viewport {
  /** Frames per second. */
  readonly rate: number;
  /** Length of the recording in frames. */
  readonly frames: number;
  /** Frame at the left edge of the trace. */
  readonly start: number;
  /** Width of the paper, gutter included. */
  readonly width: number;
  /** Room at the left for the calibration pulse and the names of the leads. */
  readonly gutter: number;
  readonly pixelsPerSecond: number;
  readonly devicePixelRatio: number;
}

/** Frames that fit beside the gutter. */
export function visibleFrames(view: Viewport): number {
  return (Math.max(0, view.width - view.gutter) / view.pixelsPerSecond) * view.rate;
}

export function framesPerPixel(view: Viewport): number {
  return view.rate / view.pixelsPerSecond;
}

/** How far the paper is scrolled, on whole device pixels: grid and trace then move together, and stay sharp. */
export function scrollOffset(view: Viewport): number {
  return Math.round((view.start / view.rate) * view.pixelsPerSecond * view.devicePixelRatio) / view.devicePixelRatio;
}

export function frameToX(view: Viewport, frame: number): number {
  return view.gutter + (frame / view.rate) * view.pixelsPerSecond - scrollOffset(view);
}

export function xToFrame(view: Viewport, x: number): number {
  return ((x - view.gutter + scrollOffset(view)) / view.pixelsPerSecond) * view.rate;
}

/** Keeps the paper inside the recording. */
export function clampStart(view: Viewport, start: number): number {
  return Math.min(Math.max(0, start), Math.max(0, view.frames - visibleFrames(view)));
}

/** A start that puts `frame` in the middle. */
export function centre(view: Viewport, frame: number): number {
  return clampStart(view, frame - visibleFrames(view) / 2);
}

/** Part of the width at either side in which a beat counts as leaving the screen. */
const margin = 0.12;

/** The start nearest to the present one that shows `frame` with room around it; far jumps put it in the middle. */
export function reveal(view: Viewport, frame: number): number {
  const across = visibleFrames(view);
  const lowest = frame - across * (1 - margin);
  const highest = frame - across * margin;
  if (view.start >= lowest && view.start <= highest) return view.start;
  const nearest = view.start < lowest ? lowest : highest;
  return Math.abs(nearest - view.start) > across / 2 ? centre(view, frame) : clampStart(view, nearest);
}

/** Changes the speed while the frame under `x` stays where it is. */
export function zoomAt(view: Viewport, x: number, pixelsPerSecond: number): number {
  const frame = xToFrame(view, x);
  const zoomed = { ...view, pixelsPerSecond };
  return clampStart(zoomed, frame - ((x - view.gutter) / pixelsPerSecond) * view.rate);
}
