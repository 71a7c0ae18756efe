import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import type { BeatClass } from '../../app/contract/classes.ts';
import type { ChangeStep, RecordingRow } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';

export type Saving = 'saved' | 'saving' | 'failed';

/**
 * The recording that is open for review and the history of its labels.
 *
 * Undo and redo live here because the title bar, the palette and the keys offer them in every place.
 */
export const useSession = defineStore('session', () => {
  const core = useCore();
  const recording = shallowRef<RecordingRow | null>(null);
  const failure = ref('');
  const steps = shallowRef<readonly ChangeStep[]>([]);
  const canUndo = ref(false);
  const canRedo = ref(false);
  const saving = ref<Saving>('saved');
  /** The last step that undo, redo or a relabel made, for a view to scroll to. */
  const lastStep = shallowRef<ChangeStep | null>(null);

  /** Opens a recording. On failure nothing is open and `failure` holds the sentence. */
  async function open(recordingId: string): Promise<void> {
    if (recording.value?.id !== recordingId) close();
    try {
      recording.value = await core.call('library.read', { recordingId });
      failure.value = '';
      await refreshHistory();
    } catch (error) {
      close();
      failure.value = sentenceOf(error);
    }
  }

  function close(): void {
    recording.value = null;
    steps.value = [];
    canUndo.value = false;
    canRedo.value = false;
    lastStep.value = null;
  }

  async function refreshHistory(): Promise<void> {
    const sessionId = recording.value?.sessionId;
    if (!sessionId) return;
    const history = await core.call('session.history', { sessionId });
    if (recording.value?.sessionId !== sessionId) return;
    steps.value = history.steps;
    canUndo.value = history.canUndo;
    canRedo.value = history.canRedo;
  }

  /** Rejects with the core's error; the caller puts the old label back. */
  async function relabel(samples: readonly number[], label: BeatClass): Promise<ChangeStep | null> {
    return change((sessionId) => core.call('beats.relabel', { sessionId, samples: [...samples], label }));
  }

  async function undo(): Promise<ChangeStep | null> {
    return change((sessionId) => core.call('session.undo', { sessionId }));
  }

  async function redo(): Promise<ChangeStep | null> {
    return change((sessionId) => core.call('session.redo', { sessionId }));
  }

  async function change(send: (sessionId: string) => Promise<{ step: ChangeStep | null }>): Promise<ChangeStep | null> {
    const sessionId = recording.value?.sessionId;
    if (!sessionId) return null;
    saving.value = 'saving';
    try {
      const { step } = await send(sessionId);
      saving.value = 'saved';
      if (step) lastStep.value = step;
      await refreshHistory();
      return step;
    } catch (error) {
      saving.value = 'failed';
      throw error;
    }
  }

  core.onOpen(() => {
    if (recording.value) void open(recording.value.id);
  });
  core.on('library.changed', ({ recordingId }) => {
    const id = recording.value?.id;
    if (id && (recordingId === null || recordingId === id)) void open(id);
  });
  core.on('beats.changed', ({ sessionId }) => {
    if (sessionId === recording.value?.sessionId) void refreshHistory().catch(() => undefined);
  });

  return {
    recording,
    sessionId: computed(() => recording.value?.sessionId ?? null),
    failure,
    steps,
    canUndo,
    canRedo,
    saving,
    lastStep,
    open,
    close,
    relabel,
    undo,
    redo,
    refreshHistory,
  };
});
