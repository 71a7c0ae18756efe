import { frameToX, visibleFrames, type Viewport } from './viewport.ts';

export interface TimeMark {
  /** CSS pixels from the left edge. */
  readonly x: number;
  /** Seconds from the start of the recording. */
  readonly seconds: number;
  /** Has a triangle and a time; the others are short ticks. */
  readonly major: boolean;
}

/** Seconds between marks with a time, by what fits: 3 at standard speed, more when the paper runs slowly. */
const markSteps = [
  3, 6, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800,
] as const;
const roomForTime = 90;

/** Seconds from one mark with a time to the next. */
export function timeMarkSeconds(view: Viewport): number {
  return markSteps.find((candidate) => candidate * view.pixelsPerSecond >= roomForTime) ?? markSteps.at(-1)!;
}

/** The 3-second marks (rates are counted between them) that are on screen, with ticks each third. */
export function timeMarks(view: Viewport): TimeMark[] {
  const seconds = timeMarkSeconds(view);
  const tick = seconds / 3;
  const first = Math.max(0, Math.ceil(view.start / view.rate / tick - 1e-9));
  const last = Math.floor(Math.min(view.frames, view.start + visibleFrames(view)) / view.rate / tick + 1e-9);
  const marks: TimeMark[] = [];
  for (let index = first; index <= last; index++) {
    marks.push({
      x: frameToX(view, index * tick * view.rate),
      seconds: index * tick,
      major: index % 3 === 0,
    });
  }
  return marks;
}

const axisSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/** Seconds between labels on an axis of `duration` seconds and `width` pixels, one label at most each `room` pixels. */
export function axisStep(duration: number, width: number, room: number): number {
  const least = width > 0 ? (duration / width) * room : duration;
  return axisSteps.find((candidate) => candidate >= least) ?? Math.ceil(least / 86_400) * 86_400;
}
