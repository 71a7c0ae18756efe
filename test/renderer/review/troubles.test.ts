import { expect, test } from 'vitest';

import { listTroubles } from '../../../renderer/review/troubles.ts';

const repairs = { retryLabels() {}, dismissLabels() {}, readAgain() {}, dismissUnread() {} };
const unsaved = { labels: new Map([[100, 'V']] as const), sentence: 'The disk is full.' };

test('signal that was not read does not hide a label that was not saved', () => {
  const troubles = listTroubles(unsaved, 'The file is gone.', repairs);
  expect(troubles.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['labels', 'The disk is full.'],
    ['signal', 'The file is gone.'],
  ]);
});

test('each trouble is tried again by its own means', () => {
  const troubles = listTroubles(unsaved, 'The file is gone.', repairs);
  expect(troubles.map(({ retry }) => retry)).toEqual([repairs.retryLabels, repairs.readAgain]);
});
