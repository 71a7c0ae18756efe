/**
 * A function that does `work` once, `milliseconds` after the first of any number of calls in that time: a burst of events
 * asks one question, and an endless one is still answered.
 */
export function coalesce(milliseconds: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, milliseconds);
  };
}
