import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openRecordingAt } from '../../../app/files/folder.ts';
import { simulateCommand } from '../../../app/host/cli/simulate.ts';
import { runCommand } from './run-command.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-simulate-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('--json names the record and counts its beats by class', async () => {
  const args = [
    'simulate',
    '--hours',
    '0.05',
    '--leads',
    '3',
    '--rate',
    '250',
    '--scenario',
    'pacing',
    '--out',
    folder,
  ];
  const { out } = await runCommand(simulateCommand, [...args, '--json']);
  const result = JSON.parse(out) as { record: string; beats: number; classes: Record<string, number> };
  const recording = await openRecordingAt(result.record);
  expect([recording.frames, recording.rate, recording.leads.length]).toEqual([45_000, 250, 3]);
  expect(Object.keys(result.classes)).toEqual(['N', 'S', 'V', 'F', 'Q']);
  expect(result.classes['N']! + result.classes['Q']!).toBe(result.beats);
  expect(result.classes['Q']).toBeGreaterThan(100);
});

test('the record is named after scenario and seed unless told otherwise', async () => {
  await runCommand(simulateCommand, ['simulate', '--hours', '0.01', '--seed', '5', '--out', folder]);
  await runCommand(simulateCommand, ['simulate', '--hours', '0.01', '--name', 'mine', '--out', folder]);
  const names = ['mine', 'mixed-5'];
  expect(await readdir(folder)).toEqual(
    names.flatMap((name) => ['atr', 'dat', 'hea'].map((ending) => `${name}.${ending}`)),
  );
});

test('whole hours report their progress', async () => {
  const { notes } = await runCommand(simulateCommand, [
    'simulate',
    '--hours',
    '1',
    '--rate',
    '100',
    '--leads',
    '1',
    '--out',
    folder,
  ]);
  expect(notes.at(-1)).toBe('100 % simulated');
});

test.each([
  [['--hours', 'x'], '--hours takes a number'],
  [['--hours', '0'], '--hours takes a number'],
  [['--hours', '1', '--leads', '1.5'], '--leads takes a whole number'],
  [['--hours', '1', '--leads', '99'], '--leads takes a number from 1 to 12'],
  [['--hours', '1', '--rate', '1e9'], '--rate takes a number'],
  [['--hours', '1', '--scenario', 'vf'], 'There is no scenario "vf"; choose one of mixed, sinus'],
  [['--hours', '1', '--name', '../x'], 'is not a record name'],
])('%j is refused, and nothing is written', async (options, sentence) => {
  const { error } = await runCommand(simulateCommand, ['simulate', '--out', folder, ...options]);
  expect(error).toContain(sentence);
  expect(await readdir(folder)).toEqual([]);
});
