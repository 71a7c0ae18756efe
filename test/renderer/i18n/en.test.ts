import { expect, test } from 'vitest';

import { en } from '../../../renderer/i18n/en.ts';

const sources = import.meta.glob<string>(['../../../renderer/**/*.vue', '../../../renderer/**/*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The part of the words at a dotted path, or undefined. */
function wordsAt(path: string): unknown {
  return path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (words, key) => (typeof words === 'object' && words !== null ? Reflect.get(words, key) : undefined),
      en,
    );
}

function keysIn(pattern: RegExp): { key: string; file: string }[] {
  return Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map((match) => ({ key: match[1] ?? '', file })),
  );
}

test('every word that a screen asks for is there', () => {
  const keys = keysIn(/\bt\(\s*'([\w.-]+)'/g);
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter(({ key }) => typeof wordsAt(key) !== 'string')).toEqual([]);
});

test('every group of words that a screen chooses from is there', () => {
  const prefixes = keysIn(/\bt\(\s*`([\w.-]+)\.\$\{/g);
  expect(prefixes.length).toBeGreaterThan(10);
  expect(prefixes.filter(({ key }) => typeof wordsAt(key) !== 'object')).toEqual([]);
});

test('no word is shouted', () => {
  expect(JSON.stringify(en)).not.toContain('!');
});
