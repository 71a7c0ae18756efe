import { expect, test } from 'vitest';

import { decimal, percent, spread, table } from '../bench/results/markdown.ts';
import { readmeTables } from '../bench/results/readme.ts';

test('mean and standard deviation are those of a sample', () => {
  expect(spread([1, 2, 3], (value) => value.toFixed(2))).toBe('2.00 ± 1.00');
  expect(spread([0.5], (value) => percent(value))).toBe('50.00');
});

test('what is undefined is shown as a dash', () => {
  expect([percent(null), decimal(undefined)]).toEqual(['-', '-']);
});

test('numbers stand to the right in a table', () => {
  expect(table(['name', 'beats'], [['100', '2,273']])).toBe('| name | beats |\n| --- | ---: |\n| 100 | 2,273 |');
});

test('the README has our figures first, then those of others as published, and no table without a figure of ours', () => {
  const text = readmeTables([{ table: 'detector', what: 'ours', protocol: 'all records', figure: '99 %' }]);
  expect(text).toMatch(/\| ours \| all records \| \*\*99 %\*\* \|\n\| gqrs /);
  expect(text).not.toContain('Farag');
});
