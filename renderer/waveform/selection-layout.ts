import type { BeatColumns } from './beat-columns.ts';

/** Seconds around the fiducial that the selection covers, and that the beat view shows. */
export const selectedBefore = 0.25;
export const selectedAfter = 0.45;

export interface Column {
  readonly left: number;
  readonly right: number;
}

/** Columns over the selected beats on screen, in CSS pixels; neighbours and columns that touch become one. */
export function selectionColumns(
  beats: BeatColumns,
  rate: number,
  x: (frame: number) => number,
  selected: (index: number) => boolean,
): Column[] {
  const columns: Column[] = [];
  for (let index = 0; index < beats.count; index++) {
    if (!selected(index)) continue;
    const sample = beats.samples[index]!;
    const left = x(sample - selectedBefore * rate);
    const right = x(sample + selectedAfter * rate);
    const previous = columns.at(-1);
    if (previous && (previous.right >= left || selected(index - 1)))
      columns[columns.length - 1] = { left: previous.left, right };
    else columns.push({ left, right });
  }
  return columns;
}
