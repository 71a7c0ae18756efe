import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

import { samplesCommand } from '../../../app/host/cli/samples.ts';
import { runCommand } from './run-command.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/wfdb');

test('--raw prints ADC units, one column a lead, as the WFDB library does', async () => {
  const { out } = await runCommand(samplesCommand, ['samples', join(fixtures, 'binformats'), '--raw']);
  const expected = gunzipSync(readFileSync(join(fixtures, 'binformats.expected.tsv.gz'))).toString();
  expect(out).toBe(expected.replaceAll(' ', ''));
});

test('without --raw the columns are in physical units', async () => {
  const args = ['samples', join(fixtures, 'binformats'), '--from', '1', '--to', '3'];
  const { out } = await runCommand(samplesCommand, args);
  expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(['-9.6000', '-8.9650', '']);
});

test('leads of lower rate repeat their sample, and a gap is "-"', async () => {
  const { out } = await runCommand(samplesCommand, ['samples', join(fixtures, 'frames'), '--raw', '--to', '101']);
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(rows).toHaveLength(404);
  expect(new Set(rows.slice(0, 4).map((row) => row[0])).size).toBe(1);
  expect([rows[0]![1], rows[2]![1]]).toEqual([rows[1]![1], rows[3]![1]]);
});

test('--json gives one list a lead', async () => {
  const args = ['samples', join(fixtures, 'binformats'), '--raw', '--from', '0', '--to', '2', '--json'];
  const { out } = await runCommand(samplesCommand, args);
  const result = JSON.parse(out) as { from: number; to: number; samples: number[][] };
  expect([result.from, result.to, result.samples[5]]).toEqual([0, 2, [-2042, -1758]]);
});

test.each([
  [['--from', '-1'], '--from takes a sample number'],
  [['--to', 'x'], '--to takes a sample number'],
  [['--from', '5', '--to', '3'], '--from 5 lies after --to 3'],
])('%j is refused', async (options, sentence) => {
  const { error } = await runCommand(samplesCommand, ['samples', join(fixtures, 'binformats'), ...options]);
  expect(error).toContain(sentence);
});
