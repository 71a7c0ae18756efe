/** Where one lead stands on the paper; CSS pixels from the top of the paper before vertical scrolling. */
export interface LeadRow {
  readonly top: number;
  readonly height: number;
  /** Of 0 mV. Lies on a 5 mm line. */
  readonly baseline: number;
}

/** A lead never gets less than this; what does not fit is scrolled to. */
export const smallestRowMillimetres = 60;
/** More than this between two leads only makes the eye travel. */
const largestRowMillimetres = 75;
/** R waves reach higher than S waves reach down, so the baseline sits below the middle. */
const baselineAt = 0.62;

/**
 * Divides the paper into rows of equal height, 60 to 75 mm, each baseline snapped to a 5 mm line; room that is left lies
 * above and below. One or two leads make do with 30 mm before they are scrolled.
 */
export function leadRows(leads: number, height: number, pixelsPerMillimetre: number): LeadRow[] {
  const smallest = (leads <= 2 ? smallestRowMillimetres / 2 : smallestRowMillimetres) * pixelsPerMillimetre;
  const largest = largestRowMillimetres * pixelsPerMillimetre;
  const rowHeight = Math.min(largest, Math.max(smallest, height / Math.max(1, leads)));
  const above = Math.max(0, (height - leads * rowHeight) / 2);
  const line = 5 * pixelsPerMillimetre;
  return Array.from({ length: leads }, (_, index) => {
    const top = above + index * rowHeight;
    return { top, height: rowHeight, baseline: Math.round((top + rowHeight * baselineAt) / line) * line };
  });
}

/** One row for all leads: they lie over each other. */
export function overlaidRows(leads: number, height: number, pixelsPerMillimetre: number): LeadRow[] {
  const [row] = leadRows(1, height, pixelsPerMillimetre);
  return Array.from({ length: leads }, () => row!);
}

/** Height of all rows together. */
export function rowsHeight(rows: readonly LeadRow[]): number {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
}
