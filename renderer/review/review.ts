import { defineStore } from 'pinia';
import { computed, markRaw, ref, shallowRef, watch } from 'vue';

import { CaliperError } from '../../app/contract/errors.ts';
import type { BeatOverview, RecordingRow } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { longestRest, restOfKeys, whenRested } from '../stores/when-rested.ts';
import { noBeats, type BeatColumns } from '../waveform/beat-columns.ts';
import { SignalWindow } from '../waveform/signal-window.ts';
import { framesPerPixel, visibleFrames } from '../waveform/viewport.ts';
import { announcing } from './announcements.ts';
import { useDisplayFilters } from './display-filters.ts';
import { onceStripIsShown } from './first-strip.ts';
import { usePaper } from './paper.ts';
import { editing } from './editing.ts';
import { placeOf, nothingSelected, sampleSet, type Selection } from './selection.ts';
import { SessionBeats } from './session-beats.ts';
import { readSlice } from './read-slice.ts';
import type { TraceSlice } from '../waveform/trace-slice.ts';
import { keepingPlace } from './place-keeping.ts';
import { showingSteps } from './shown-steps.ts';
import { listTroubles, type Repairs } from './troubles.ts';
import { Turns } from './turns.ts';

/** Buckets of the overview: fixed, so that its figures do not change with the width of the window. */
export const overviewBuckets = 240;

/** The beats and the signal of the open session, and what is selected. Samples stay outside of deep reactivity. */
export const useReview = defineStore('review', () => {
  const core = useCore();
  const session = useSession();
  const paper = usePaper();
  const filters = useDisplayFilters();

  const leads = shallowRef<readonly number[]>([]);
  const slices = shallowRef<readonly TraceSlice[]>([]);
  const beats = shallowRef<BeatColumns>(noBeats);
  const overview = shallowRef<BeatOverview | null>(null);
  /** Whether signal and beats of the open session have been on the paper. */
  const stripIsShown = ref(false);
  const selection = shallowRef<Selection>(nothingSelected);
  /** How the reader came to what is selected: what accepting it goes on with. */
  const reachedBy = ref<'list' | 'walk'>('walk');
  /** Why part of the signal or of the beats is not on the paper; empty when all of it is. */
  const unread = ref('');
  /** Counts changes of labels, for what must ask again. */
  const revision = ref(0);
  const { announcement, announce } = announcing();
  const turns = markRaw(new Turns());
  let sessionBeats: SessionBeats | null = null;
  let signal: SignalWindow | null = null;
  /** Other places that show beats of the open session. */
  const followers = new Set<SessionBeats>();

  const readers = () => (sessionBeats ? [sessionBeats, ...followers] : followers);
  const { edit, preview, relabel, retry: retryEdits } = editing(session, readers, showFocus);
  const repairs: Repairs = {
    retryEdits,
    dismissEdits: session.forgetUnsaved,
    readAgain,
    dismissUnread: () => (unread.value = ''),
  };
  const goBack = keepingPlace(session, paper, selection);
  const selected = computed(() => sampleSet(selection.value.samples));
  const troubles = computed(() => listTroubles(session.unsaved, unread.value, repairs));

  function load(row: RecordingRow): void {
    leads.value = row.leads.map((_, index) => index);
    forget();
    paper.load(row);
    sessionBeats?.clear();
    sessionBeats = new SessionBeats({
      read: (from, to, abort) => core.call('beats.read', { sessionId: row.sessionId, from, to }, { signal: abort }),
      rate: row.rate,
      frames: row.frames,
      changed: () => {
        settle();
        showBeats();
      },
      failed: readFailed,
    });
    openSignal(row);
    stripIsShown.value = false;
    goBack(row.id);
    look();
  }

  function openSignal(row: RecordingRow): void {
    signal?.clear();
    const shown = leads.value;
    const { asked } = filters;
    signal = new SignalWindow({
      read: (level, from, to, abort) => readSlice(core, row.id, shown, level, from, to, abort, asked),
      frames: row.frames,
      arrived: () => {
        settle();
        showSignal();
      },
      failed: readFailed,
    });
  }

  function unload(): void {
    sessionBeats?.clear();
    signal?.clear();
    sessionBeats = null;
    signal = null;
    slices.value = [];
    beats.value = noBeats;
    forget();
  }

  function forget(): void {
    turns.abandon();
    selection.value = nothingSelected;
    unread.value = '';
    overview.value = null;
    stripIsShown.value = false;
  }

  /** Fetches what the paper shows now and does not have. */
  function look(): void {
    const { view } = paper;
    const to = view.start + visibleFrames(view);
    if (to <= view.start) return;
    signal?.show(view.start, to, framesPerPixel(view) / view.devicePixelRatio);
    sessionBeats?.show(view.start, paper.tooFarForBeats ? view.start : to);
    showSignal();
    showBeats();
  }

  function showSignal(): void {
    const { view } = paper;
    slices.value = signal?.slices(view.start, view.start + visibleFrames(view)) ?? [];
    noticeStrip();
  }

  function showBeats(): void {
    const { view } = paper;
    const shown = paper.tooFarForBeats ? null : sessionBeats;
    beats.value = shown?.columns(view.start, view.start + visibleFrames(view)) ?? noBeats;
    noticeStrip();
  }

  function noticeStrip(): void {
    const { view } = paper;
    const hasBeats = paper.tooFarForBeats || sessionBeats?.covers(view.start, view.start + visibleFrames(view));
    if (hasBeats && slices.value.length > 0) stripIsShown.value = true;
  }

  function readFailed(error: unknown): void {
    if (error instanceof CaliperError && error.code === 'cancelled') return;
    unread.value = sentenceOf(error);
  }

  function readAgain(): void {
    unread.value = '';
    look();
  }

  function settle(): void {
    if (!signal?.failing && !sessionBeats?.failing) unread.value = '';
  }

  async function readOverview(sessionId: string): Promise<void> {
    const answer = await core.call('beats.overview', { sessionId, buckets: overviewBuckets }).catch(() => null);
    if (answer && session.sessionId === sessionId) overview.value = answer;
  }

  /** Everything of the session is asked for again: it was analysed, or the core was started again. */
  function reload(): void {
    const row = session.recording;
    if (!row) return;
    sessionBeats?.refresh(0, row.frames);
    readAgain();
    revision.value += 1;
    void readOverview(row.sessionId);
  }

  function setLeads(next: readonly number[]): void {
    const row = session.recording;
    if (!row || next.length === 0) return;
    leads.value = next;
    openSignal(row);
    look();
  }

  /** @param by whether a list led there, or the reader went from beat to beat or pointed at it */
  function select(next: Selection, by: 'list' | 'walk' = 'list'): void {
    reachedBy.value = by;
    selection.value = next;
    if (next.focus !== null) paper.show(next.focus);
  }

  /** Selects without moving the paper. */
  function keepSelected(next: Selection): void {
    selection.value = next;
  }

  /** Brings the beat with the focus back onto the paper: what is done to it is seen. */
  function showFocus(): void {
    const { focus } = selection.value;
    const { start } = paper.view;
    if (focus !== null && (focus < start || focus > start + visibleFrames(paper.view))) paper.show(focus);
  }

  function clearSelection(): void {
    turns.abandon();
    selection.value = nothingSelected;
  }

  /** Positions of all beats from one frame to another, both included; null when they could not be read. */
  async function samplesBetween(from: number, until: number): Promise<Int32Array | null> {
    const { sessionId } = session;
    if (!sessionId || !sessionBeats) return null;
    if (sessionBeats.covers(from, until + 1)) {
      const { samples } = sessionBeats.columns(from, until + 1);
      return samples.slice(placeOf(samples, from), placeOf(samples, until + 1));
    }
    try {
      return (await core.call('beats.columns', { sessionId, from, to: until + 1 })).samples;
    } catch (error) {
      readFailed(error);
      return null;
    }
  }

  /** Has another place that shows beats of the open session show every edit at once as well, until the returned call. */
  function follow(reader: SessionBeats): () => void {
    followers.add(reader);
    return () => followers.delete(reader);
  }

  /** Whether the core has not answered yet to what put a beat here. */
  function isOnItsWay(sample: number): boolean {
    return sessionBeats?.isOnItsWay(sample) ?? false;
  }

  watch(
    () => session.sessionId,
    () => (session.recording ? load(session.recording) : unload()),
    { immediate: true, flush: 'sync' },
  );
  watch(
    () => session.recording && [session.recording.analysis, session.recording.model?.sha256, session.recording.beats],
    (now, before) => {
      if (now && before && now.join() !== before.join()) reload();
    },
  );
  watch(() => paper.view, look, { flush: 'sync' });
  watch(
    () => filters.asked,
    () => {
      const { view } = paper;
      if (session.recording) openSignal(session.recording);
      // What was drawn stays until it has come through the filters.
      const to = view.start + visibleFrames(view);
      signal?.show(view.start, to, framesPerPixel(view) / view.devicePixelRatio);
    },
  );
  const showStep = showingSteps({ core, session, paper, turns, selection, select });

  onceStripIsShown(
    () => ({ sessionId: session.sessionId, isShown: stripIsShown.value }),
    () => session.sessionId && void readOverview(session.sessionId),
  );
  const countSoon = whenRested(
    restOfKeys,
    longestRest,
    () => session.sessionId && void readOverview(session.sessionId),
  );
  core.on('beats.changed', ({ sessionId, from, until }) => {
    if (sessionId !== session.sessionId) return;
    sessionBeats?.refresh(from, until);
    revision.value += 1;
    countSoon();
  });
  core.onOpen(reload);

  return {
    leads,
    slices,
    beats,
    overview,
    stripIsShown,
    selection,
    reachedBy,
    selected,
    troubles,
    revision,
    announcement,
    turns,
    setLeads,
    select,
    keepSelected,
    showFocus,
    clearSelection,
    samplesBetween,
    follow,
    isOnItsWay,
    showStep,
    edit,
    preview,
    relabel,
    announce,
    reload,
  };
});
