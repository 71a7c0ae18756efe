import { expect, test } from 'vitest';

import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { capOf } from '../../../renderer/parts/caps.ts';

const caps = (words: typeof en.keys.caps, mac: boolean) =>
  ['Ctrl', 'Alt', 'PgUp', 'K', '→'].map((name) => capOf(name, (word) => words[word], mac));

test('keys are named as they are printed in the reader’s country', () => {
  expect(caps(en.keys.caps, false)).toEqual(['Ctrl', 'Alt', 'PgUp', 'K', '→']);
  expect(caps(de.keys.caps, false)).toEqual(['Strg', 'Alt', 'Bild↑', 'K', '→']);
});

test('on a Mac Ctrl is the command key', () => {
  expect(caps(de.keys.caps, true)).toEqual(['⌘', '⌥', 'Bild↑', 'K', '→']);
});
