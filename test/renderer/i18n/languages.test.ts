import { expect, test } from 'vitest';

import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';

/** Every word by its dotted path. */
function flat(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries<unknown>({ ...words })) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null) for (const [deep, word] of flat(value, at)) found.set(deep, word);
    else found.set(at, String(value));
  }
  return found;
}

const placeholders = (word: string) => [...new Set(word.match(/\{\w+\}/g) ?? [])].toSorted();
const forms = (word: string) => word.split(' | ');
const english = flat(en);
const german = flat(de);
const differing = (same: (a: string, b: string) => boolean) =>
  [...english].filter(([path, word]) => !same(word, german.get(path) ?? '')).map(([path]) => path);

test('both languages have the same words', () => {
  expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted());
});

test('a word and its translation take the same values', () => {
  expect(differing((a, b) => placeholders(a).join() === placeholders(b).join())).toEqual([]);
});

test('one and many take the same values but the count', () => {
  const uneven = [...english, ...german].filter(([, word]) => {
    const [one = '', many = one] = forms(word).slice(-2);
    const values = (form: string) => placeholders(form.replaceAll('{count}', '')).join();
    return values(one) !== values(many);
  });
  expect(uneven.map(([path]) => path)).toEqual([]);
});

test('a word and its translation have the same plural forms', () => {
  expect(differing((a, b) => forms(a).length === forms(b).length)).toEqual([]);
});

test('no word is empty in either language, but the unit of a figure without one', () => {
  const unit = /\.(?:units\.none|unit)$/;
  const empty = [...english, ...german].filter(([path, word]) => word.trim() === '' && !unit.test(path));
  expect(empty.map(([path]) => path)).toEqual([]);
});

test('German is written without shouting, and its quotation marks are paired', () => {
  const marks = [...german].filter(
    ([, word]) => word.includes('!') || word.split('„').length !== word.split('“').length,
  );
  expect(marks.map(([path]) => path)).toEqual([]);
});

test('German calls no place by its English name, and says "in" of Prüfen', () => {
  const names = Object.entries(en.places).flatMap(([place, name]) =>
    Object.entries(de.places).some(([other, german]) => other === place && german !== name) ? [name] : [],
  );
  const foreign = new RegExp(`\\b(?:${names.join('|')})\\b|unter Prüfen|Warteschlange`, 'i');
  const strays = [...german].filter(([, word]) => foreign.test(word.replaceAll(/\{\w+\}/g, '')));
  expect(strays.map(([path]) => path)).toEqual([]);
});
