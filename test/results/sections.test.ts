import { expect, test } from 'vitest';

import { replaceSection } from '../bench/results/sections.ts';

test('a section is replaced between its marks, and nothing else changes', () => {
  const document = 'before\n<!-- a -->\nold\n<!-- /a -->\nafter <!-- b --><!-- /b -->\n';
  expect(replaceSection(document, 'a', 'new\n')).toBe(
    'before\n<!-- a -->\n\nnew\n\n<!-- /a -->\nafter <!-- b --><!-- /b -->\n',
  );
});

test('writing the same section again changes nothing', () => {
  const once = replaceSection('text\n', 'a', 'new');
  expect(replaceSection(once, 'a', 'new')).toBe(once);
});

test('a section without marks comes at the end', () => {
  expect(replaceSection('text\n', 'a', 'new')).toBe('text\n\n<!-- a -->\n\nnew\n\n<!-- /a -->\n');
});
