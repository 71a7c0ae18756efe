/**
 * A function that does `work` once calls have rested for `quiet` milliseconds, and at the latest `longest` milliseconds after
 * the first one: what takes the core long is not asked between two keys.
 */
export function whenRested(quiet: number, longest: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let first = 0;
  return () => {
    const now = Date.now();
    if (timer === null) first = now;
    else clearTimeout(timer);
    const rest = Math.max(0, Math.min(quiet, first + longest - now));
    timer = setTimeout(() => {
      timer = null;
      work();
    }, rest);
  };
}

/** Milliseconds without a change after which figures of a whole session are asked for, and the longest wait for them. */
export const restOfKeys = 300;
export const longestRest = 2000;
