import type { Intervals } from './chosen-figures.ts';

/** Limits of a figure, both included; null leaves that side open. */
export interface Limits {
  readonly least: number | null;
  readonly most: number | null;
}

/** Beats described by figures: what a lasso does with a pointer, from the keyboard. */
export interface FigureChoice {
  /** By class, in the order of beatClasses; the last is for beats without one. */
  readonly classes: readonly boolean[];
  /** Milliseconds. */
  readonly before: Limits;
  readonly after: Limits;
  /** RR before over the mean of the last eight normal intervals. */
  readonly prematurity: Limits;
}

/** Marks the beats that fit. A beat without a figure does not fit where that figure is limited. */
export function choiceMask(intervals: Intervals, choice: FigureChoice): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(intervals.labels.length);
  const last = choice.classes.length - 1;
  for (let index = 0; index < mask.length; index++) {
    if (!choice.classes[Math.min(intervals.labels[index]!, last)]) continue;
    if (
      within(intervals.before[index]!, choice.before) &&
      within(intervals.after[index]!, choice.after) &&
      within(intervals.prematurity[index]!, choice.prematurity)
    )
      mask[index] = 1;
  }
  return mask;
}

function within(value: number, { least, most }: Limits): boolean {
  return (least === null || value >= least) && (most === null || value <= most);
}
