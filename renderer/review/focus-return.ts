import { onMounted, onUnmounted } from 'vue';

/**
 * Gives the focus back to the paper when the control that had it is gone or can no longer be used. Without this the focus is
 * nowhere, and no key of the paper does anything.
 */
export function useFocusReturn(giveBack: () => void): void {
  let last: Element | null = null;
  const remember = (event: FocusEvent) => {
    if (event.target instanceof Element) last = event.target;
  };
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    if (last && (!last.isConnected || last.matches(':disabled'))) giveBack();
  });

  onMounted(() => {
    last = document.activeElement;
    document.addEventListener('focusin', remember);
    const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] };
    observer.observe(document.body, watched);
  });
  onUnmounted(() => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  });
}
