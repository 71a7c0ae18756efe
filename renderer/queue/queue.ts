import { defineStore } from 'pinia';
import { ref, shallowRef, triggerRef, watch } from 'vue';

import type { ErrorEstimate, QueueItem, QueueProgress } from '../../app/contract/queue.ts';
import { useCore } from '../core.ts';
import { onceStripIsShown } from '../review/first-strip.ts';
import { useReview } from '../review/review.ts';
import { selectOne } from '../review/selection.ts';
import type { StillOn } from '../review/turns.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';
import { pageItems, pagesBetween, QueuePages } from './queue-pages.ts';

/** Kinds of entries that the queue follows. */
const followed = ['later', 'queue', 'family'];

/** The beats to look at in the open session, in their order, and where in it the reader is. */
export const useQueue = defineStore('queue', () => {
  const core = useCore();
  const session = useSession();
  const review = useReview();

  const total = ref(0);
  const pages = shallowRef(new QueuePages());
  const progress = shallowRef<QueueProgress | null>(null);
  const estimate = shallowRef<ErrorEstimate | null>(null);
  /** The place that is read now; -1 before the first. */
  const at = ref(-1);
  /** Places shown on screen. */
  let shown = { first: 0, last: pageItems - 1 };
  const failure = ref('');
  const loaded = ref(false);
  /** Nothing is left to read. */
  const finished = ref(false);

  async function read(page: number): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      const answer = await core.call('queue.read', { sessionId, offset: page * pageItems, limit: pageItems });
      if (sessionId !== session.sessionId) return;
      pages.value.put(page, answer.items);
      triggerRef(pages);
      total.value = answer.total;
      progress.value = answer.progress;
      loaded.value = true;
      failure.value = '';
    } catch (error) {
      if (sessionId === session.sessionId) failure.value = sentenceOf(error);
    }
  }

  async function readEstimate(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    const answer = await core.call('queue.estimate', { sessionId }).catch(() => null);
    if (!answer || sessionId !== session.sessionId) return;
    progress.value = answer.progress;
    estimate.value = answer.estimate;
  }

  /** What is shown is asked for again; what is not, when it is shown. */
  async function refresh(): Promise<void> {
    const wanted = pagesBetween(shown.first, shown.last);
    await Promise.all([...wanted.map(read), readEstimate()]);
  }
  const refreshSoon = whenRested(restOfKeys, longestRest, () => void refresh());

  /** The list shows these places now. */
  function show(first: number, last: number): void {
    shown = { first, last };
    for (const page of pagesBetween(first, last)) if (!pages.value.has(page)) void read(page);
  }

  function select(item: QueueItem): void {
    at.value = item.place;
    if (item.state === 'deleted') review.clearSelection();
    else review.select(selectOne(item.sample));
  }

  /** Goes to a place of the list, whatever has become of its beat. */
  function goTo(place: number): void {
    if (place < 0 || place >= total.value) return;
    review.turns.abandon();
    review.turns.take(async (stillOn) => {
      if (!pages.value.at(place)) await read(Math.floor(place / pageItems));
      const item = pages.value.at(place);
      if (item && stillOn()) select(item);
      return item !== null;
    });
  }

  /** The next beat that nobody has read, from the beginning again behind the last; those put off come when no other is left. */
  async function nextItem(direction: 'next' | 'previous'): Promise<QueueItem | null> {
    const { sessionId } = session;
    if (!sessionId) return null;
    const ask = async (place: number, later: boolean) =>
      (await core.call('queue.next', { sessionId, place, direction, later }).catch(() => null))?.item ?? null;
    const ends = direction === 'next' ? -1 : total.value;
    const from = at.value < 0 ? ends : at.value;
    return (await ask(from, false)) ?? (await ask(ends, false)) ?? (await ask(from, true)) ?? (await ask(ends, true));
  }

  async function goOn(stillOn: StillOn, direction: 'next' | 'previous' = 'next'): Promise<boolean> {
    const item = await nextItem(direction);
    if (!stillOn()) return false;
    finished.value = item === null;
    if (item) select(item);
    return item !== null;
  }

  /** To the next or the previous beat that nobody has read. */
  function step(direction: 'next' | 'previous'): void {
    review.turns.take((stillOn) => goOn(stillOn, direction));
  }

  /** From the first beat that nobody has read. */
  function start(): void {
    at.value = -1;
    step('next');
  }

  /** The beat in hand: the one that is selected by itself where the reader is in the list. */
  function current(): QueueItem | null {
    const item = pages.value.at(at.value);
    return item && review.selection.focus === item.sample && review.selected.size === 1 ? item : null;
  }

  function mark(item: QueueItem, change: Partial<QueueItem>): void {
    pages.value.replace({ ...item, ...change });
    triggerRef(pages);
  }

  /** Accepts the shown label of the beat in hand and goes on. */
  function accept(): void {
    review.turns.take((stillOn) => {
      const item = current();
      if (item && item.label !== null && item.state !== 'deleted') {
        mark(item, { state: item.label === item.proposed ? 'accepted' : 'corrected' });
        void review.edit({ kind: 'confirm', samples: Int32Array.of(item.sample) });
      }
      return goOn(stillOn);
    });
  }

  /** Does what names the beat in hand, and goes on. */
  function name(command: () => void): void {
    command();
    step('next');
  }

  /** Puts the beat in hand off and goes on; one that was put off already is passed over. */
  function decideLater(): void {
    review.turns.take((stillOn) => {
      const item = current();
      if (item?.state === 'open') void putOff(item);
      return goOn(stillOn);
    });
  }

  async function putOff(item: QueueItem): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    mark(item, { state: 'later' });
    await core.call('queue.later', { sessionId, samples: [item.sample], later: true }).catch((error: unknown) => {
      failure.value = sentenceOf(error);
      mark(item, { state: 'open' });
    });
  }

  async function setStop(perThousand: number): Promise<void> {
    const { sessionId } = session;
    if (!sessionId || !(perThousand >= 0 && perThousand <= 1000)) return;
    await core.call('queue.setStop', { sessionId, perThousand }).catch((error: unknown) => {
      failure.value = sentenceOf(error);
    });
    await readEstimate();
  }

  function forget(): void {
    pages.value.clear();
    triggerRef(pages);
    total.value = 0;
    progress.value = null;
    estimate.value = null;
    at.value = -1;
    loaded.value = false;
    finished.value = false;
    failure.value = '';
    shown = { first: 0, last: pageItems - 1 };
  }

  watch(() => session.sessionId, forget);
  onceStripIsShown(
    () => ({ sessionId: session.sessionId, isShown: review.stripIsShown }),
    () => void refresh(),
  );
  watch(
    () => [session.recording?.analysis, session.recording?.model?.sha256, session.recording?.beats].join(),
    () => {
      pages.value.clear();
      refreshSoon();
    },
  );
  // A beat that was chosen elsewhere is the one in hand when the list knows it.
  watch(
    () => review.selection.focus,
    (focus) => {
      const item = focus === null ? null : pages.value.find(focus);
      if (item) at.value = item.place;
    },
  );
  core.on('beats.changed', ({ sessionId }) => sessionId === session.sessionId && refreshSoon());
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.some((kind) => followed.includes(kind))) refreshSoon();
  });
  core.onOpen(refreshSoon);

  return {
    total,
    pages,
    progress,
    estimate,
    at,
    failure,
    loaded,
    finished,
    show,
    goTo,
    step,
    start,
    accept,
    name,
    decideLater,
    setStop,
    refresh,
    current,
  };
});
