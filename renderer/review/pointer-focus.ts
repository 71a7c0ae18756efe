/** Controls that keep the focus they were given: what is typed into, and what opens something that has the focus next. */
const keepsFocus = 'input, textarea, select, [contenteditable], [role=slider], [aria-haspopup]';

/**
 * Whether the focus belongs to the paper again after a click beside it. A pointer has no use for the focus it leaves on a
 * button, and the keys of the paper do nothing there. A button that was pressed by key (`detail` 0) keeps it.
 */
export function isDoneWithFocus(event: MouseEvent): boolean {
  return event.detail > 0 && event.target instanceof Element && event.target.closest(keepsFocus) === null;
}
