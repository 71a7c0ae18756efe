import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';

import { CaliperError } from '../../app/contract/errors.ts';
import type { RhythmEvent } from '../../app/contract/rhythm.ts';
import { useCore } from '../core.ts';
import { useReview } from '../review/review.ts';
import { SessionBeats } from '../review/session-beats.ts';
import { useUnreadable } from '../review/unreadable.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';
import { noBeats, type BeatColumns } from '../waveform/beat-columns.ts';
import { usePage } from './page.ts';
import { rowsOfPage, type PageRow } from './page-rows.ts';
import { rowFigures, type RowFigures } from './row-figures.ts';
import { RowSignal } from './row-signal.ts';
import { extentBuckets, typicalExtent, type Extent } from './typical-extent.ts';

/** Events of one page that are drawn at most; more would be a bar without gaps. */
const mostEvents = 500;

/**
 * What the page shows of the open recording: its signal, its beats, the figures of its rows and its rhythm. Fetched by page,
 * with the page after and the page before, and never as a whole.
 *
 * @param bucketsPerRow device pixels that a whole row is wide
 */
export function usePageData(bucketsPerRow: Ref<number>) {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const page = usePage();
  const unreadable = useUnreadable();

  const beats = shallowRef<BeatColumns>(noBeats);
  const events = shallowRef<readonly RhythmEvent[]>([]);
  const extents = shallowRef<ReadonlyMap<number, Extent>>(new Map());
  /** Counts arrivals of signal, for what draws it. */
  const signalVersion = ref(0);
  const failure = ref('');
  let signal: RowSignal | null = null;
  let reader: SessionBeats | null = null;
  let unfollow: () => void = () => undefined;

  const stretch = computed(() => ({ from: page.rows[0]?.from ?? 0, to: page.rows.at(-1)?.to ?? 0 }));
  const figures = computed<readonly RowFigures[]>(() =>
    page.rows.map((row) => rowFigures(beats.value, row, unreadable.stretches, page.grid.rate)),
  );

  function failed(error: unknown): void {
    if (error instanceof CaliperError && error.code === 'cancelled') return;
    failure.value = sentenceOf(error);
  }

  function openSignal(): void {
    signal?.clear();
    signal = null;
    const { recording } = session;
    if (!recording || bucketsPerRow.value < 2) return;
    const leads = [...page.leads];
    signal = new RowSignal({
      grid: page.grid,
      bucketsPerRow: bucketsPerRow.value,
      read: async (from, to, buckets, abort) => {
        const question = { recordingId: recording.id, leads, from, to, buckets };
        const { extremes } = await core.call('signal.overview', question, { signal: abort });
        return { kind: 'extremes', from, to, values: extremes };
      },
      arrived: () => {
        failure.value = '';
        signalVersion.value += 1;
      },
      failed,
    });
    lookAtSignal();
  }

  function neighbours(): PageRow[] {
    const beside = [page.page + 1, page.page - 1].filter((number) => number >= 0 && number < page.pages);
    return beside.flatMap((number) => rowsOfPage(page.grid, number));
  }

  function lookAtSignal(): void {
    signal?.show(page.rows, neighbours());
    signalVersion.value += 1;
  }

  function openBeats(): void {
    unfollow();
    reader?.clear();
    reader = null;
    beats.value = noBeats;
    const { recording } = session;
    if (!recording) return;
    const { sessionId, rate, frames } = recording;
    reader = new SessionBeats({
      read: (from, to, abort) => core.call('beats.read', { sessionId, from, to }, { signal: abort }),
      rate,
      frames,
      changed: showBeats,
      failed,
    });
    // Edits made here or elsewhere are shown in the same frame.
    unfollow = review.follow(reader);
    lookAtBeats();
  }

  function lookAtBeats(): void {
    reader?.show(stretch.value.from, stretch.value.to);
    showBeats();
  }

  function showBeats(): void {
    beats.value = reader?.columns(stretch.value.from, stretch.value.to) ?? noBeats;
  }

  async function readExtents(): Promise<void> {
    const { recording } = session;
    if (!recording) return;
    const missing = page.leads.filter((lead) => !extents.value.has(lead));
    if (missing.length === 0) return;
    const buckets = extentBuckets(recording.frames, recording.rate);
    const question = { recordingId: recording.id, leads: missing, from: 0, to: recording.frames, buckets };
    const answer = await core.call('signal.overview', question).catch(failed);
    if (!answer || recording.id !== session.recording?.id) return;
    const found = new Map(extents.value);
    missing.forEach((lead, index) => found.set(lead, typicalExtent(answer.extremes[index]!)));
    extents.value = found;
  }

  /** A page without its rhythm is still a page: what cannot be read is left out. */
  async function readEvents(): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    const { from, to } = stretch.value;
    const question = { sessionId, from, to, offset: 0, limit: mostEvents };
    const answer = await core.call('rhythm.events', question).catch(() => null);
    if (session.sessionId !== sessionId || stretch.value.from !== from || stretch.value.to !== to) return;
    events.value = answer?.events ?? [];
  }

  function readAgain(): void {
    failure.value = '';
    openSignal();
    openBeats();
    void readEvents();
  }

  watch(() => [session.recording?.id, page.leads, page.rowSeconds, bucketsPerRow.value] as const, openSignal, {
    immediate: true,
  });
  watch(
    () => session.sessionId,
    () => {
      extents.value = new Map();
      events.value = [];
      openBeats();
    },
    { immediate: true },
  );
  watch(
    () => [session.recording?.id, page.leads] as const,
    () => void readExtents(),
    { immediate: true },
  );
  watch(
    () => [stretch.value.from, stretch.value.to] as const,
    () => {
      lookAtSignal();
      lookAtBeats();
    },
  );
  watch(
    () => [session.sessionId, stretch.value.from, stretch.value.to] as const,
    () => void readEvents(),
    {
      immediate: true,
    },
  );

  const eventsSoon = coalesce(200, () => void readEvents());
  const stops = [
    core.on('beats.changed', ({ sessionId, from, until }) => {
      if (sessionId !== session.sessionId) return;
      reader?.refresh(from, until);
      eventsSoon();
    }),
    core.onOpen(() => failure.value && readAgain()),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
    signal?.clear();
    unfollow();
    reader?.clear();
  });

  return {
    beats,
    events,
    extents,
    figures,
    failure,
    signalVersion,
    sliceOf: (row: PageRow) => signal?.slice(row) ?? null,
    readAgain,
  };
}

export type PageData = ReturnType<typeof usePageData>;
