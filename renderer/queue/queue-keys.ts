import type { useQueue } from './queue.ts';

/** What keys do in the list of the queue, by the name of the key. */
export function queueKeys(
  queue: Pick<ReturnType<typeof useQueue>, 'at' | 'total' | 'goTo' | 'accept' | 'decideLater'>,
  page: number,
): Readonly<Record<string, () => void>> {
  const to = (place: number) => () => queue.goTo(Math.max(0, Math.min(queue.total - 1, place)));
  return {
    ArrowDown: to(queue.at + 1),
    ArrowUp: to(queue.at - 1),
    PageDown: to(queue.at + page),
    PageUp: to(queue.at - page),
    Home: to(0),
    End: to(queue.total - 1),
    Enter: () => queue.accept(),
    ' ': () => queue.decideLater(),
  };
}
