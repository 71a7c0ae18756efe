/**
 * Moves the focus to the next (1) or previous (-1) pane: an element with `data-pane` that is shown. A pane takes the focus
 * itself when it can, else its first control does.
 */
export function movePane(document: Document, direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
  if (panes.length === 0) return;
  const current = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const from = current < 0 && direction < 0 ? 0 : current;
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(from + direction * step + panes.length * 2) % panes.length]!;
    const target = pane.matches('[tabindex]') ? pane : pane.querySelector<HTMLElement>(focusable);
    target?.focus();
    if (target && pane.contains(document.activeElement)) return;
  }
}

const focusable =
  '[tabindex="0"], button:not(:disabled):not([tabindex="-1"]), a[href], input:not([tabindex="-1"]):not([type="file"])';
