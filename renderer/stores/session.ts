import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import { CaliperError } from '../../app/contract/errors.ts';
import type { ChangeStep, RecordingRow } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from './coalesce.ts';
import { sendEdit, type BeatEdit, type Edited } from './edits.ts';
import { UnsavedEdits } from './unsaved-edits.ts';

export type Saving = 'saved' | 'saving' | 'failed';

/** Milliseconds within which changes are asked for once: a held key changes thirty labels a second. */
const quiet = 150;

/**
 * The recording that is open for review and the history of its labels.
 *
 * Undo and redo live here because the title bar, the palette and the keys offer them in every place.
 */
export const useSession = defineStore('session', () => {
  const core = useCore();
  const recording = shallowRef<RecordingRow | null>(null);
  const sessionId = computed(() => recording.value?.sessionId ?? null);
  const failure = ref('');
  const steps = shallowRef<readonly ChangeStep[]>([]);
  const canUndo = ref(false);
  const canRedo = ref(false);
  /** Changes that the core has not answered yet. */
  const underWay = ref(0);
  const unsavedEdits = new UnsavedEdits();
  /** Edits of the open session that the core has not taken. */
  const unsaved = unsavedEdits.of(() => sessionId.value);
  const saving = computed<Saving>(() => {
    if (unsaved.value) return 'failed';
    return underWay.value > 0 ? 'saving' : 'saved';
  });
  /** The last step that was made here, for a view to scroll to what undo and redo changed. */
  const lastStep = shallowRef<ChangeStep | null>(null);
  /** Counts questions for a recording: only the answer to the last one is taken. */
  let asked = 0;
  /** What the reader wants open, also while it is not. */
  let wantedId: string | null = null;

  /** Opens a recording. On failure nothing is open and `failure` holds the sentence. */
  async function open(recordingId: string): Promise<void> {
    if (recording.value?.id !== recordingId) close();
    wantedId = recordingId;
    const question = ++asked;
    try {
      const row = await core.call('library.read', { recordingId });
      if (question !== asked) return;
      recording.value = row;
      failure.value = '';
    } catch (error) {
      if (question !== asked) return;
      fail(error);
      return;
    }
    await refreshHistory().catch(() => undefined);
  }

  /** Asks for the open recording again. It stays open on failure, unless it is no longer there. */
  async function refresh(): Promise<void> {
    const recordingId = recording.value?.id;
    if (recordingId === undefined) return;
    const question = ++asked;
    try {
      const row = await core.call('library.read', { recordingId });
      if (question !== asked) return;
      recording.value = row;
      await refreshHistory();
    } catch (error) {
      if (question === asked && error instanceof CaliperError && error.code === 'not-found') fail(error);
    }
  }

  const refreshSoon = coalesce(quiet, () => void refresh());

  function fail(error: unknown): void {
    const id = wantedId;
    close();
    wantedId = id;
    failure.value = sentenceOf(error);
  }

  function close(): void {
    asked += 1;
    wantedId = null;
    recording.value = null;
    failure.value = '';
    steps.value = [];
    canUndo.value = false;
    canRedo.value = false;
    lastStep.value = null;
  }

  async function refreshHistory(): Promise<void> {
    const asking = sessionId.value;
    if (!asking) return;
    const history = await core.call('session.history', { sessionId: asking });
    if (sessionId.value !== asking) return;
    steps.value = history.steps;
    canUndo.value = history.canUndo;
    canRedo.value = history.canRedo;
  }

  /** Rejects with the core's error; the caller shows what was before, and `unsaved` keeps the edit. */
  async function edit(wanted: BeatEdit): Promise<Edited> {
    const id = sessionId.value;
    if (!id) return { step: null, sample: null };
    try {
      const edited = await change(id, () => sendEdit(core, id, wanted));
      unsavedEdits.settle(id, wanted);
      return edited;
    } catch (error) {
      unsavedEdits.add(id, wanted, sentenceOf(error));
      throw error;
    }
  }

  async function undo(): Promise<ChangeStep | null> {
    const id = sessionId.value;
    return id ? (await change(id, () => core.call('session.undo', { sessionId: id }))).step : null;
  }

  /**
   * Takes back one step and keeps the later ones. What a later step changed again stays as it is, unless `overwrite`.
   *
   * @returns how many beats or values stayed, and the new step, null when nothing could be taken back
   */
  async function undoStep(step: number, overwrite = false): Promise<{ step: ChangeStep | null; conflicts: number }> {
    const id = sessionId.value;
    if (!id) return { step: null, conflicts: 0 };
    return change(id, () => core.call('session.undo', { sessionId: id, step, overwrite }));
  }

  async function redo(): Promise<ChangeStep | null> {
    const id = sessionId.value;
    return id ? (await change(id, () => core.call('session.redo', { sessionId: id }))).step : null;
  }

  /**
   * Sends a change of the session with `id`. An answer that comes when another session is open says nothing of that one.
   * Rejects with the core's error.
   */
  async function change<Answer extends { step: ChangeStep | null }>(
    id: string,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    underWay.value += 1;
    try {
      const answer = await send();
      if (answer.step && id === sessionId.value) take(answer.step);
      return answer;
    } finally {
      underWay.value -= 1;
    }
  }

  /** The reader gives up the edits of the open session that the core has not taken. */
  function forgetUnsaved(): void {
    if (sessionId.value) unsavedEdits.forget(sessionId.value);
  }

  /** What a step says of the history by itself, until `beats.changed` has it asked for. */
  function take(step: ChangeStep): void {
    lastStep.value = step;
    if (step.action === 'undone') canRedo.value = true;
    else canUndo.value = true;
    if (step.action !== 'undone' && step.action !== 'redone') canRedo.value = false;
  }

  core.onOpen(() => {
    if (recording.value) void refresh();
    else if (wantedId !== null) void open(wantedId);
  });
  core.on('library.changed', ({ recordingId }) => {
    if (recordingId === null || recordingId === recording.value?.id) refreshSoon();
  });
  core.on('beats.changed', (changed) => {
    if (changed.sessionId === sessionId.value) refreshSoon();
  });
  core.on('session.changed', (changed) => {
    if (changed.sessionId === sessionId.value) refreshSoon();
  });

  return {
    recording,
    sessionId,
    failure,
    steps,
    canUndo,
    canRedo,
    saving,
    unsaved,
    lastStep,
    open,
    close,
    edit,
    change,
    undo,
    undoStep,
    redo,
    refreshHistory,
    forgetUnsaved,
  };
});
