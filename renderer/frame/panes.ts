import { watch, type Ref } from 'vue';

import { focusIsFree } from '../library/free-focus.ts';

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

/**
 * Gives the focus to a view that was come to, so that its keys work at once: to its first pane that takes it, else to its main
 * button. Who has the focus elsewhere, or in something open over the view, keeps it.
 *
 * @param shows what the view shows now: with another answer the focus may have gone with what was taken away
 */
export function useFirstFocus(view: Readonly<Ref<HTMLElement | null>>, shows: () => unknown): void {
  // In the next frame the view is drawn, and what was open over the screen before is gone.
  watch(shows, () => requestAnimationFrame(() => takeFocus(view.value)), { immediate: true });
}

function takeFocus(view: HTMLElement | null): void {
  if (!view || !focusIsFree(view.ownerDocument)) return;
  view.querySelector<HTMLElement>('[data-pane][tabindex], button.main:not(:disabled)')?.focus({ preventScroll: true });
}

const focusable =
  '[tabindex="0"], button:not(:disabled):not([tabindex="-1"]), a[href], input:not([tabindex="-1"]):not([type="file"])';
