import type { QueueItem } from '../../app/contract/queue.ts';

/** Items of one page. */
export const pageItems = 100;
/** Pages kept: those around what is shown, however long the queue is. */
const keptPages = 12;

/** The parts of a queue that were asked for, the last ones kept. */
export class QueuePages {
  readonly #pages = new Map<number, readonly QueueItem[]>();

  at(place: number): QueueItem | null {
    return this.#pages.get(Math.floor(place / pageItems))?.[place % pageItems] ?? null;
  }

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  put(page: number, items: readonly QueueItem[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, items);
    for (const old of [...this.#pages.keys()].slice(0, -keptPages)) this.#pages.delete(old);
  }

  /** Writes one item anew where it is known. */
  replace(item: QueueItem): void {
    const page = Math.floor(item.place / pageItems);
    const items = this.#pages.get(page);
    if (items) this.#pages.set(page, items.with(item.place % pageItems, item));
  }

  find(sample: number): QueueItem | null {
    for (const items of this.#pages.values()) {
      const found = items.find((item) => item.sample === sample);
      if (found) return found;
    }
    return null;
  }

  clear(): void {
    this.#pages.clear();
  }
}

/** Pages that hold the places from one to another, both included. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / pageItems));
  const until = Math.max(from, Math.floor(last / pageItems));
  return Array.from({ length: until - from + 1 }, (_, index) => from + index);
}
