import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import type { RecordingRow } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from './coalesce.ts';

export const libraryTabs = ['all', 'new', 'in-review', 'attention'] as const;
export type LibraryTab = (typeof libraryTabs)[number];

/** Whether a recording belongs under a tab of the library. */
export function isUnder(tab: LibraryTab, row: RecordingRow): boolean {
  if (tab === 'all') return true;
  if (tab === 'attention') return row.attention !== null;
  return row.review === tab;
}

/** Whether the words typed into the filter occur in what the row shows; all of them must. */
export function matches(row: RecordingRow, words: string): boolean {
  const { age, sex } = row.patient;
  const text = [row.name, row.format, sex, age, ...row.leads.map((lead) => lead.name), row.attention, ...row.comments]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The list of recordings and what is picked in it. */
export const useLibrary = defineStore('library', () => {
  const core = useCore();
  const rows = shallowRef<readonly RecordingRow[]>([]);
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = ref('');
  const tab = ref<LibraryTab>('all');
  const words = ref('');
  const selectedId = ref<string | null>(null);
  let asked = 0;

  /** Asks for the list; the answer of an older question is dropped. A list that is already shown stays on failure. */
  async function refresh(): Promise<void> {
    const question = ++asked;
    try {
      const answer = await core.call('library.list', {});
      if (question !== asked) return;
      rows.value = answer;
      state.value = 'ready';
      if (!answer.some((row) => row.id === selectedId.value)) selectedId.value = null;
    } catch (error) {
      if (question !== asked || state.value === 'ready') return;
      failure.value = sentenceOf(error);
      state.value = 'failed';
    }
  }

  /** Asks for one row anew while the list holds it; a list that was asked for meanwhile is newer. */
  async function refreshRow(recordingId: string): Promise<void> {
    const question = asked;
    const row = await core.call('library.read', { recordingId }).catch(() => null);
    if (question !== asked) return;
    if (row) rows.value = rows.value.map((known) => (known.id === recordingId ? row : known));
    else await refresh();
  }

  const changed = new Set<string | null>();
  const refreshChanged = coalesce(200, () => {
    const [only = null, ...others] = changed;
    changed.clear();
    if (only !== null && others.length === 0 && rows.value.some((row) => row.id === only)) void refreshRow(only);
    else void refresh();
  });

  async function remove(recordingId: string): Promise<void> {
    await core.call('library.remove', { recordingId });
    await refresh();
  }

  async function analyse(recordingIds: readonly string[]): Promise<void> {
    await core.call('analysis.start', { recordingIds: [...recordingIds] });
  }

  const counts = computed(
    () => new Map(libraryTabs.map((name) => [name, rows.value.filter((row) => isUnder(name, row)).length])),
  );
  const shown = computed(() => rows.value.filter((row) => isUnder(tab.value, row) && matches(row, words.value)));
  const selected = computed(() => rows.value.find((row) => row.id === selectedId.value) ?? null);

  core.onOpen(() => void refresh());
  // A change of labels is announced here too: with the recording whose counts it changed.
  core.on('library.changed', ({ recordingId }) => {
    changed.add(recordingId);
    refreshChanged();
  });

  return { rows, state, failure, tab, words, selectedId, selected, counts, shown, refresh, remove, analyse };
});
