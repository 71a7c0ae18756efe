import { expect, test } from 'vitest';

import { keySections } from '../../../renderer/frame/key-sections.ts';

const tables = [
  { place: 'app', commands: [{ id: 'palette', title: 'Search', group: 'Application', keys: 'Ctrl K' }] },
  {
    place: 'library',
    commands: [
      { id: 'library.open', title: 'Open', group: 'Library', keys: 'Enter' },
      { id: 'library.folder', title: 'Import a folder', group: 'Library' },
      { id: 'library.move', title: 'Move', group: 'Library', keys: '↑ ↓', hidden: true },
    ],
  },
  { place: 'review', commands: [{ id: 'review.next', title: 'Next beat', group: 'Review', keys: '→' }] },
];
const shape = (place: string, words = '') =>
  keySections(tables, place, words).map(({ name, groups }) => [
    name,
    ...groups.map((group) => `${group.name}: ${group.lines.map(({ keys }) => keys).join()}`),
  ]);

test('keys of the place that is shown come first, then those that work everywhere, then all others', () => {
  expect(shape('review')).toEqual([
    ['here', 'Review: →', 'Application: Ctrl K'],
    ['elsewhere', 'Library: Enter'],
  ]);
});

test('typing finds a key by its words or by itself, wherever it works', () => {
  expect(shape('library', 'next review')).toEqual([['elsewhere', 'Review: →']]);
  expect(shape('library', 'ctrl k')).toEqual([['here', 'Application: Ctrl K']]);
  expect(shape('library', 'nothing')).toEqual([]);
});
