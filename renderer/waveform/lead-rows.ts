/** Where one lead stands on the paper; CSS pixels from the top of the paper before vertical scrolling. */
export interface LeadRow {
  readonly top: number;
  readonly height: number;
  /** Of 0 mV. Lies on a 5 mm line. */
  readonly baseline: number;
}

/** A lead never gets less than this; what does not fit is scrolled to. */
export const smallestRowMillimetres = 60;
/** R waves reach higher than S waves reach down, so the baseline sits below the middle. */
const baselineAt = 0.62;

/**
 * Divides the paper into rows of equal height, 60 mm at least, each baseline snapped to a 5 mm line.
 *
 * One or two leads fill the paper whatever its height, unless that leaves less than 30 mm a lead.
 */
export function leadRows(leads: number, height: number, pixelsPerMillimetre: number): LeadRow[] {
  const smallest = (leads <= 2 ? smallestRowMillimetres / 2 : smallestRowMillimetres) * pixelsPerMillimetre;
  const rowHeight = Math.max(smallest, height / Math.max(1, leads));
  const line = 5 * pixelsPerMillimetre;
  return Array.from({ length: leads }, (_, index) => {
    const top = index * rowHeight;
    return { top, height: rowHeight, baseline: Math.round((top + rowHeight * baselineAt) / line) * line };
  });
}

/** Height of all rows together. */
export function rowsHeight(rows: readonly LeadRow[]): number {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
}
