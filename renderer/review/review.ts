import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import { CaliperError } from '../../app/contract/errors.ts';
import type { BeatOverview, RecordingRow } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useSession } from '../stores/session.ts';
import { noBeats, type BeatColumns } from '../waveform/beat-columns.ts';
import { SignalWindow } from '../waveform/signal-window.ts';
import { framesPerPixel, visibleFrames } from '../waveform/viewport.ts';
import { extendTo, nothingSelected, selectOne, toggle, type Selection } from './selection.ts';
import { usePaper } from './paper.ts';
import { SessionBeats } from './session-beats.ts';
import { readSlice } from './read-slice.ts';
import type { TraceSlice } from '../waveform/trace-slice.ts';

/** Buckets of the overview: fixed, so that its figures do not change with the width of the window. */
export const overviewBuckets = 240;

/** What did not work, for the bar that stays until it is dealt with. */
export interface Trouble {
  readonly kind: 'labels' | 'signal';
  readonly beats: number;
  readonly sentence: string;
  readonly retry: () => void;
}

/** The beats and the signal of the open session, and what is selected. Samples stay outside of deep reactivity. */
export const useReview = defineStore('review', () => {
  const core = useCore();
  const session = useSession();
  const paper = usePaper();

  const leads = shallowRef<readonly number[]>([]);
  const slices = shallowRef<readonly TraceSlice[]>([]);
  const beats = shallowRef<BeatColumns>(noBeats);
  const overview = shallowRef<BeatOverview | null>(null);
  const selection = shallowRef<Selection>(nothingSelected);
  const trouble = shallowRef<Trouble | null>(null);
  /** Counts changes of labels, for what must ask again. */
  const revision = ref(0);
  /** For the polite live region. */
  const announcement = ref('');
  let sessionBeats: SessionBeats | null = null;
  let signal: SignalWindow | null = null;

  const selected = computed(() => new Set(selection.value.samples));

  function load(row: RecordingRow): void {
    leads.value = row.leads.map((_, index) => index);
    selection.value = nothingSelected;
    trouble.value = null;
    overview.value = null;
    paper.load(row);
    sessionBeats?.clear();
    sessionBeats = new SessionBeats({
      read: (from, to, abort) =>
        core.call('beats.read', { sessionId: row.sessionId, from, to }, abort ? { signal: abort } : {}),
      rate: row.rate,
      frames: row.frames,
      changed: showBeats,
      failed: readFailed,
    });
    openSignal(row);
    look();
    void readOverview(row.sessionId);
  }

  function openSignal(row: RecordingRow): void {
    signal?.clear();
    const shown = leads.value;
    signal = new SignalWindow({
      read: (level, from, to, abort) => readSlice(core, row.id, shown, level, from, to, abort),
      frames: row.frames,
      arrived: showSignal,
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
    overview.value = null;
    selection.value = nothingSelected;
    trouble.value = null;
  }

  /** Fetches what the paper shows now and does not have. */
  function look(): void {
    const { view } = paper;
    const to = view.start + visibleFrames(view);
    if (to <= view.start) return;
    signal?.show(view.start, to, framesPerPixel(view) / view.devicePixelRatio);
    sessionBeats?.show(view.start, to);
    showSignal();
    showBeats();
  }

  function showSignal(): void {
    const { view } = paper;
    slices.value = signal?.slices(view.start, view.start + visibleFrames(view)) ?? [];
  }

  function showBeats(): void {
    const { view } = paper;
    beats.value = sessionBeats?.columns(view.start, view.start + visibleFrames(view)) ?? noBeats;
  }

  function readFailed(error: unknown): void {
    if (error instanceof CaliperError && error.code === 'cancelled') return;
    trouble.value = { kind: 'signal', beats: 0, sentence: sentenceOf(error), retry: look };
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
    look();
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

  function select(next: Selection): void {
    selection.value = next;
    if (next.focus !== null) paper.show(next.focus);
  }

  function selectBeat(sample: number, how: 'one' | 'extend' | 'toggle' = 'one'): void {
    if (how === 'one') select(selectOne(sample));
    else if (how === 'toggle') select(toggle(selection.value, sample));
    else void extend(sample);
  }

  /** Extends in time. Beats that are not on screen are asked for, so that the selection has no holes. */
  async function extend(focus: number): Promise<void> {
    const anchor = selection.value.anchor;
    if (anchor === null || !sessionBeats) return selectBeat(focus);
    const from = Math.min(anchor, focus);
    const until = Math.max(anchor, focus);
    const here = sessionBeats.columns(from, until + 1);
    const whole = here.samples.includes(from) && here.samples.includes(until);
    const columns = whole ? here : await sessionBeats.readAll(from, until + 1);
    const between = [...columns.samples].filter((sample) => sample >= from && sample <= until);
    select(extendTo(selection.value, focus, between));
  }

  /** Labels beats in the same frame; the old labels return, with an offer to try again, when the core refuses. */
  async function relabel(samples: readonly number[], label: BeatClass): Promise<void> {
    if (!sessionBeats || samples.length === 0) return;
    const shown = sessionBeats.put(samples, beatClasses.indexOf(label));
    try {
      const step = await session.relabel(samples, label);
      if (step) shown.keep();
      else shown.drop();
      trouble.value = trouble.value?.kind === 'labels' ? null : trouble.value;
    } catch (error) {
      shown.drop();
      trouble.value = {
        kind: 'labels',
        beats: samples.length,
        sentence: sentenceOf(error),
        retry: () => void relabel(samples, label),
      };
    }
  }

  watch(
    () => session.recording?.id ?? null,
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
    () => session.lastStep,
    (step) => {
      if (!step || step.action === 'relabelled') return;
      select(selectOne(step.from));
    },
  );

  let counting = 0;
  core.on('beats.changed', ({ sessionId, from, until }) => {
    if (sessionId !== session.sessionId) return;
    sessionBeats?.refresh(from, until);
    revision.value += 1;
    window.clearTimeout(counting);
    counting = window.setTimeout(() => {
      if (!session.recording) return;
      void session.open(session.recording.id);
      void readOverview(sessionId);
    }, 150);
  });
  core.onOpen(reload);

  return {
    leads,
    slices,
    beats,
    overview,
    selection,
    selected,
    trouble,
    revision,
    announcement,
    setLeads,
    select,
    selectBeat,
    clearSelection: () => (selection.value = nothingSelected),
    relabel,
    reload,
    dismissTrouble: () => (trouble.value = null),
  };
});
