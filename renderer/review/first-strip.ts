import { watch } from 'vue';

/** Milliseconds after which nobody waits any longer for a strip: another view is open. */
const longestWait = 600;

/** Of which session a strip is shown. */
export interface ShownStrip {
  readonly sessionId: string | null;
  /** Whether its signal and beats have been on the paper. */
  readonly isShown: boolean;
}

/**
 * Does `work` for every session that is opened, once signal and beats are on the paper: what is worked out from a whole session
 * does not hold the first strip up.
 */
export function onceStripIsShown(strip: () => ShownStrip, work: () => void): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function stopWaiting(): void {
    clearTimeout(waiting);
    waiting = undefined;
  }
  function begin(): void {
    stopWaiting();
    work();
  }

  watch(
    () => strip().sessionId,
    (id) => {
      stopWaiting();
      if (!id) return;
      if (strip().isShown) begin();
      else waiting = setTimeout(begin, longestWait);
    },
    { immediate: true },
  );
  watch(
    () => strip().isShown,
    (isShown) => isShown && waiting !== undefined && begin(),
  );
}
