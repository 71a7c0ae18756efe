import { shallowRef, watch, type ShallowRef } from 'vue';

import type { EventKind, RhythmEvent } from '../../app/contract/rhythm.ts';
import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { useEvents } from './events.ts';

const pageSize = 100;

/** The events of one kind, asked for by the page as they come into sight. */
export interface EventPages {
  /** Null until the first page is there. */
  readonly total: Readonly<ShallowRef<number | null>>;
  /** Grows as pages arrive. */
  readonly arrived: Readonly<ShallowRef<number>>;
  /** The event at an index, null while it is not there; asks for its page. */
  at(index: number): RhythmEvent | null;
  /** Waits for the page. Null when there is no such event. */
  wait(index: number): Promise<RhythmEvent | null>;
}

export function useEventPages(kind: EventKind): EventPages {
  const core = useCore();
  const session = useSession();
  const events = useEvents();
  const total = shallowRef<number | null>(null);
  const arrived = shallowRef(0);
  /** What is shown until the newer answer is there, so that nothing jumps. */
  let shown = new Map<number, readonly RhythmEvent[]>();
  let asked = new Map<number, Promise<void>>();

  function ask(page: number): Promise<void> {
    const known = asked.get(page);
    if (known) return known;
    const mine = asked;
    const answer = read(page, mine);
    asked.set(page, answer);
    return answer;
  }

  async function read(page: number, mine: typeof asked): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    const question = { sessionId, kind, offset: page * pageSize, limit: pageSize };
    const answer = await core.call('rhythm.events', question).catch(() => null);
    if (answer === null || mine !== asked) return;
    shown.set(page, answer.events);
    total.value = answer.total;
    arrived.value += 1;
  }

  function at(index: number): RhythmEvent | null {
    const page = Math.floor(index / pageSize);
    void ask(page);
    return shown.get(page)?.[index % pageSize] ?? null;
  }

  watch(
    () => events.changes,
    () => {
      const pages = [...shown.keys()].slice(-2);
      asked = new Map();
      shown = new Map(pages.map((page) => [page, shown.get(page)!]));
      void ask(0);
      for (const page of pages) void ask(page);
    },
    { immediate: true },
  );

  return {
    total,
    arrived,
    at,
    async wait(index) {
      await ask(Math.floor(index / pageSize));
      return at(index);
    },
  };
}
