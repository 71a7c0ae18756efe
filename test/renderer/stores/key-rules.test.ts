import { describe, expect, test } from 'vitest';

import { namesBeat, refusalOf, type KeyedCommand } from '../../../renderer/stores/key-rules.ts';

const filter: KeyedCommand = { id: 'library.filter', title: 'Filter the list', keys: 'Ctrl F', delivered: 'Ctrl F' };
const next: KeyedCommand = { id: 'page.next', title: 'Next row', keys: '→', delivered: '→' };
const ventricular: KeyedCommand = { id: 'review.label.V', title: 'Label V', keys: 'V', delivered: 'V' };
const palette: KeyedCommand = { id: 'palette', title: 'Search', keys: 'Ctrl K', delivered: 'Ctrl K' };
const all = [filter, next, ventricular, palette];

describe('a key for a command', () => {
  test('is refused with the name of the command that has it', () => {
    expect(refusalOf(palette, 'Ctrl F', all)).toEqual({ kind: 'taken', title: 'Filter the list' });
    expect(refusalOf(filter, 'Ctrl K', all)).toEqual({ kind: 'taken', title: 'Search' });
  });

  test('is free where the other command is never beside it', () => {
    expect(refusalOf(filter, '→', all)).toBeNull();
  });

  test('is free for the command that has it already', () => {
    expect(refusalOf(filter, 'Ctrl F', all)).toBeNull();
  });

  test('is never a letter or the paced sign, unless the command names beats', () => {
    expect([refusalOf(palette, 'x', all), refusalOf(palette, '/', all)]).toEqual([{ kind: 'beat' }, { kind: 'beat' }]);
    expect(refusalOf(ventricular, 'w', all)).toBeNull();
    expect(refusalOf(palette, '?', all)).toBeNull();
  });

  test('clashes with a letter in either case', () => {
    const other: KeyedCommand = { id: 'review.label.S', title: 'Label S', keys: 'S', delivered: 'S' };
    expect(refusalOf(other, 'v', all)).toEqual({ kind: 'taken', title: 'Label V' });
  });

  test.each(['Tab', 'Shift Tab', 'F6', 'Shift F6', 'Esc'])('is never %s, which moves through the window', (keys) => {
    expect(refusalOf(palette, keys, all)).toEqual({ kind: 'reserved' });
  });

  test('is free again when it was taken off', () => {
    const { keys: _keys, ...without } = filter;
    expect(refusalOf(palette, 'Ctrl F', [without, palette])).toBeNull();
  });
});

test('commands that were delivered with a letter name beats', () => {
  expect(['V', 'a', '/', '?', 'Ctrl K', undefined].map(namesBeat)).toEqual([true, true, true, false, false, false]);
});
