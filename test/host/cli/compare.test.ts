import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { writeAnnotations } from '../../../app/formats/wfdb/write-annotations.ts';
import { compareCommand } from '../../../app/host/cli/compare.ts';
import { annotationList } from '../../support/annotation-list.ts';
import { runCommand } from './run-command.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-compare-'));
  await writeFile(join(folder, 'one.hea'), 'one 0 100 10000\n');
  await writeFile(join(folder, 'one.atr'), writeAnnotations(annotationList('100N 300V 500j 700N')));
  await writeFile(join(folder, 'one.cal'), writeAnnotations(annotationList('102N 301V 502N 900V')));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function compare(...args: string[]) {
  return runCommand(compareCommand, ['compare', join(folder, 'one'), '--test', 'cal', '--start', '0', ...args]);
}

test('a line a record, gross and average, and the mapping by name', async () => {
  const { out } = await compare();
  expect(out).toMatch(/^Beat by beat: cal against atr, whole record, mapping EC57 \(escape beats e, j, n are S\)\.$/m);
  expect(out).toMatch(/^one +75\.00 +75\.00 +100\.00 +50\.00 +0\.00 +- +\d+\.\d$/m);
  expect(out).toMatch(/^gross .*\naverage /m);
  expect((await compare('--mapping', 'aami')).out).toContain('mapping AAMI (escape beats e, j are N)');
});

test('a record that is named by two of its files counts once', async () => {
  const both = [join(folder, 'one.hea'), join(folder, 'one.atr')];
  expect((await compare(...both)).out).toBe((await compare()).out);
});

test('--json has matrix and ratios of every record, gross and average, and null for what is undefined', async () => {
  const result = JSON.parse((await compare('--json')).out) as Record<string, unknown>;
  const qrs = { se: 0.75, ppv: 0.75 };
  expect(result).toMatchObject({
    mapping: 'ec57',
    start: 0,
    records: [{ record: 'one', qrs, veb: { se: 1, ppv: 0.5 }, sveb: { se: 0, ppv: null } }],
    gross: { qrs, sveb: { ppv: null } },
    average: { qrs, sveb: { ppv: null } },
  });
});

test('--bxb and --rxr print what those programs print, and a note where the mapping is not theirs', async () => {
  const beats = await compare('--bxb');
  expect(beats.out).toMatch(/^Beat-by-beat comparison results for record one\nReference annotator: atr\n/);
  expect(beats.out).toContain('\nSVEB positive predictivity:      -  (0/0)\n');
  expect(beats.notes).toEqual([]);
  const runs = await compare('--rxr', '--mapping', 'aami');
  expect(runs.out).toMatch(/^VE run-by-run comparison results for record one\n/);
  expect(runs.notes).toEqual(['Mapping aami: escape beats e and j are N, which bxb and rxr have as S.']);
});

test.each([
  [
    ['--start', '300'],
    'one: The record lasts 100 s, less than the 300 s left out at the start; give an earlier start.',
  ],
  [['--reference', 'nix'], 'nix'],
  [['--test', 'qrs'], 'one.qrs; write it there or name its folder with --test-dir.'],
  [['--test-dir', '/nowhere'], 'There is no /nowhere/one.cal.'],
])('%j is refused with a sentence', async (args, sentence) => {
  expect((await compare(...args)).error).toContain(sentence);
});

test.each([
  [['--mapping', 'mit'], 'Allowed choices are ec57, aami.'],
  [['--start', 'x'], 'Give seconds, 0 or more.'],
  [['--start', '-1'], 'Give seconds, 0 or more.'],
])('%j is wrong usage', async (args, sentence) => {
  await expect(compare(...args)).rejects.toThrow(sentence);
});
