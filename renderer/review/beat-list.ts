import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import type { ResultsBeats, ResultsCell, ResultsQuestion } from '../../app/contract/results.ts';
import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { usePaper } from './paper.ts';
import { useReview } from './review.ts';
import { selectOne } from './selection.ts';

/** The beats behind a cell of Results, one after the other, in the recording that they are in. */
export interface BeatList {
  readonly recordingId: string;
  readonly sessionId: string;
  readonly cell: ResultsCell;
  readonly question: ResultsQuestion;
  /** Place in Results to go back to: of this recording, or of all. */
  readonly from: 'one' | 'all';
  readonly beats: ResultsBeats;
}

/** A list of beats that leads through Review, and where in it the reader is. */
export const useBeatList = defineStore('beat-list', () => {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const paper = usePaper();
  const list = shallowRef<BeatList | null>(null);
  const at = ref(0);

  /** The list where it belongs to what is open; elsewhere it waits. */
  const here = computed(() => (list.value?.recordingId === session.recording?.id ? list.value : null));
  const count = computed(() => list.value?.beats.shown.length ?? 0);
  /** Frames of reference beats of the list that nobody shows: there is no beat to select there. */
  const missed = computed(() => {
    const beats = here.value?.beats;
    return beats ? beats.reference.filter((_, index) => beats.shown[index]! < 0) : new Int32Array(0);
  });
  const isMissed = computed(() => (here.value?.beats.shown[at.value] ?? 0) < 0);

  /** Asks for the beats of a cell. Rejects with the core's error. */
  async function open(wanted: Omit<BeatList, 'beats'>): Promise<void> {
    const { sessionId, cell, question } = wanted;
    const beats = await core.call('results.beats', { sessionId, cell, ...question });
    list.value = { ...wanted, beats };
    at.value = 0;
    show();
  }

  function close(): void {
    list.value = null;
  }

  /** The next or previous beat of the list; tells whether there was one. */
  function step(direction: 1 | -1): boolean {
    const next = at.value + direction;
    if (!here.value || next < 0 || next >= count.value) return false;
    at.value = next;
    show();
    return true;
  }

  /** Brings the beat in hand onto the paper: selected where it is shown, marked where it was missed. */
  function show(): void {
    const beats = here.value?.beats;
    const shown = beats?.shown[at.value];
    const reference = beats?.reference[at.value];
    if (shown === undefined || reference === undefined) return;
    review.turns.abandon();
    paper.centreOn(shown >= 0 ? shown : reference);
    if (shown >= 0) review.select(selectOne(shown));
    else review.clearSelection();
  }

  // A recording is on the paper only after it was loaded; the paper then starts at 0.
  watch(
    () => here.value !== null && paper.view.frames === session.recording?.frames && paper.view.width > 0,
    (ready) => ready && show(),
    { flush: 'post' },
  );

  return { list, here, at, count, missed, isMissed, open, close, step };
});
