import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';

import type { Criteria, EventKind, EventVerdict, RhythmEvent, RhythmSummary } from '../../app/contract/rhythm.ts';
import { useCore } from '../core.ts';
import { onceStripIsShown } from '../review/first-strip.ts';
import { usePaper } from '../review/paper.ts';
import { useReview } from '../review/review.ts';
import { selectMany, selectOne } from '../review/selection.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';
import { visibleFrames } from '../waveform/viewport.ts';
import { passes, type EventFilter } from './event-kinds.ts';

/** Kinds of entries that events follow. */
const followed = ['criteria', 'verdict', 'mark'];
/** Behind every frame that a recording can have. */
const behindAll = 2 ** 31 - 1;

/** The rhythm events of the open session, which of them the reader looks at, and what the reader says of them. */
export const useEvents = defineStore('events', () => {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const paper = usePaper();

  const summary = shallowRef<RhythmSummary | null>(null);
  const criteria = shallowRef<Criteria | null>(null);
  /** Why the events are not there, or the last thing did not work; empty when all is well. */
  const failure = ref('');
  const filter = ref<EventFilter>('all');
  /** The kind whose events are listed, or null for the list of kinds. */
  const openKind = ref<EventKind | null>(null);
  /** The event that was gone to last. */
  const current = shallowRef<RhythmEvent | null>(null);
  /** Grows whenever lists of events must be asked for again. */
  const changes = ref(0);

  async function refresh(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      const [next, limits] = await Promise.all([
        core.call('rhythm.summary', { sessionId }),
        core.call('rhythm.criteria', { sessionId }),
      ]);
      if (sessionId !== session.sessionId) return;
      summary.value = next;
      criteria.value = limits;
      failure.value = '';
    } catch (error) {
      if (sessionId === session.sessionId) failure.value = sentenceOf(error);
    }
    changes.value += 1;
  }

  const refreshSoon = whenRested(restOfKeys, longestRest, () => void refresh());

  /** Puts an event on the paper, in its middle unless all of it is there already, and selects its beats. */
  function show(event: RhythmEvent): void {
    current.value = event;
    review.turns.abandon();
    review.turns.take(async (stillOn) => {
      const samples = await review.samplesBetween(event.from, event.until);
      if (!stillOn()) return false;
      bringToPaper(event.from, event.until);
      review.keepSelected(samples === null || samples.length === 0 ? selectOne(event.from) : selectMany(samples));
      return true;
    });
  }

  /** Selects the beat that begins an interval which unreadable signal keeps from being an event. */
  function showInterval(sample: number, milliseconds: number): void {
    const rate = session.recording?.rate ?? 1;
    current.value = null;
    review.turns.abandon();
    bringToPaper(sample, sample + Math.round((milliseconds * rate) / 1000));
    review.keepSelected(selectOne(sample));
  }

  function bringToPaper(from: number, until: number): void {
    const { start } = paper.view;
    const shown = visibleFrames(paper.view);
    if (from >= start && until <= start + shown) return;
    if (until - from <= shown) paper.centreOn((from + until) / 2);
    else paper.scrollTo(from - shown / 8);
  }

  /** Goes to the nearest event from the focused beat on, of the kind that is open or that the filter shows; tells whether there is one. */
  async function go(direction: 'next' | 'previous'): Promise<boolean> {
    const { sessionId } = session;
    if (!sessionId) return false;
    const sample = review.selection.focus ?? (direction === 'next' ? -1 : behindAll);
    const found = await Promise.all(
      wantedKinds().map((kind) =>
        core.call('rhythm.findEvent', { sessionId, sample, direction, ...(kind ? { kind } : {}) }),
      ),
    );
    if (sessionId !== session.sessionId) return false;
    const sign = direction === 'next' ? 1 : -1;
    const [nearest] = found
      .flatMap(({ event }) => (event ? [event] : []))
      .sort((one, other) => sign * (one.from - other.from));
    if (nearest) show(nearest);
    return nearest !== undefined;
  }

  /** One question for any kind where the filter leaves none out. */
  function wantedKinds(): (EventKind | null)[] {
    if (openKind.value) return [openKind.value];
    if (filter.value === 'all') return [null];
    return (summary.value?.kinds ?? []).map(({ kind }) => kind).filter((kind) => passes(kind, filter.value));
  }

  /** The event that the focused beat belongs to: the one gone to last, else the first that the core knows there. */
  async function atFocus(): Promise<RhythmEvent | null> {
    const { focus } = review.selection;
    const { sessionId } = session;
    const known = current.value;
    if (focus === null || !sessionId) return null;
    if (known && focus >= known.from && focus <= known.until) return known;
    const { events } = await core.call('rhythm.events', { sessionId, from: focus, to: focus + 1, offset: 0, limit: 1 });
    return events[0] ?? null;
  }

  /** Accepts or dismisses an event as one step of the history; null takes that back. */
  async function decide(event: RhythmEvent, verdict: EventVerdict | null): Promise<void> {
    const id = session.sessionId;
    if (!id) return;
    try {
      await session.change(id, () => core.call('rhythm.decide', { sessionId: id, ids: [event.id], verdict }));
      failure.value = '';
    } catch (error) {
      failure.value = sentenceOf(error);
    }
    if (current.value?.id === event.id) current.value = { ...event, verdict };
    await refresh();
  }

  /** Keeps other limits with the session, as one step of its history. Rejects with the core's error. */
  async function setCriteria(next: Criteria): Promise<void> {
    const id = session.sessionId;
    if (!id) return;
    await session.change(id, () => core.call('rhythm.setCriteria', { sessionId: id, criteria: next }));
    await refresh();
  }

  watch(
    () => session.sessionId,
    () => {
      summary.value = null;
      criteria.value = null;
      failure.value = '';
      openKind.value = null;
      current.value = null;
    },
  );
  onceStripIsShown(
    () => ({ sessionId: session.sessionId, isShown: review.stripIsShown }),
    () => void refresh(),
  );
  // Another analysis changes every beat; the store of Review counts that as well.
  watch(() => review.revision, refreshSoon);
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.some((kind) => followed.includes(kind))) refreshSoon();
  });
  core.onOpen(refreshSoon);

  return {
    summary,
    criteria,
    failure,
    filter,
    openKind,
    current,
    changes,
    refresh,
    show,
    showInterval,
    go,
    atFocus,
    decide,
    setCriteria,
  };
});
