import { expect, test } from 'vitest';

import type { BeatEdit } from '../../../renderer/stores/edits.ts';
import { listTroubles } from '../../../renderer/review/troubles.ts';

const repairs = { retryEdits() {}, dismissEdits() {}, readAgain() {}, dismissUnread() {} };
const label: BeatEdit = { kind: 'relabel', samples: Int32Array.of(100, 200), label: 'V' };
const unsaved = { edits: [label], sentence: 'The disk is full.' };

test('signal that was not read does not hide a label that was not saved', () => {
  const troubles = listTroubles(unsaved, 'The file is gone.', repairs);
  expect(troubles.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['labels', 'The disk is full.'],
    ['signal', 'The file is gone.'],
  ]);
});

test('each trouble is tried again by its own means', () => {
  const troubles = listTroubles(unsaved, 'The file is gone.', repairs);
  expect(troubles.map(({ retry }) => retry)).toEqual([repairs.retryEdits, repairs.readAgain]);
});

test('labels are counted in beats, and other changes as such', () => {
  const insert: BeatEdit = { kind: 'insert', sample: 100, label: 'V', snap: true };
  const counts = [[label], [label, insert]].map((edits) => listTroubles({ ...unsaved, edits }, '', repairs)[0]);
  expect(counts.map((trouble) => [trouble?.kind, trouble?.count])).toEqual([
    ['labels', 2],
    ['edits', 2],
  ]);
});
