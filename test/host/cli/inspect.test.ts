import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { inspectCommand } from '../../../app/host/cli/inspect.ts';
import { runCommand } from './run-command.ts';

const demo = join(import.meta.dirname, '../../../resources/demo/demo');
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-inspect-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('--json names format, leads, length, annotations and warnings', async () => {
  const { out } = await runCommand(inspectCommand, ['inspect', `${demo}.hea`, '--json']);
  expect(JSON.parse(out)).toMatchObject({
    format: 'wfdb',
    rate: 360,
    samples: 216_000,
    durationSeconds: 600,
    leads: [
      { name: 'MLII', unit: 'mV', rate: 360, gain: 200 },
      { name: 'V1', unit: 'mV', rate: 360, gain: 200 },
    ],
    annotations: { atr: 685 },
    warnings: [],
  });
});

test('the text names the same for people', async () => {
  const { out } = await runCommand(inspectCommand, ['inspect', demo]);
  expect(out).toContain('demo (wfdb): 216000 samples at 360 Hz, 600.0 s\n');
  expect(out).toContain('lead 1: V1, 360 Hz, 200 ADC units per mV\n');
});

test('--checksums tells a changed sample', async () => {
  for (const ending of ['hea', 'dat']) await copyFile(`${demo}.${ending}`, join(folder, `demo.${ending}`));
  const intact = await runCommand(inspectCommand, ['inspect', join(folder, 'demo'), '--checksums', '--json']);
  expect(JSON.parse(intact.out)).toMatchObject({ warnings: [] });
  const header = 'demo 1 360 216000\ndemo.dat 212x2 200 11 1024 1021 7 0 MLII\n';
  await writeFile(join(folder, 'demo.hea'), header);
  const changed = await runCommand(inspectCommand, ['inspect', join(folder, 'demo'), '--checksums']);
  expect(changed.out).toMatch(/warning: Signal 0 adds up to -?\d+, the header says 7\./);
});

test('an annotation file that is damaged becomes a warning, the rest is shown', async () => {
  await writeFile(join(folder, 'x.hea'), 'x 0 360 10\n# a\u001b[31mb\n');
  await writeFile(join(folder, 'x.atr'), Uint8Array.of(1, 4, 9, 0xfc, 0, 0));
  const { out } = await runCommand(inspectCommand, ['inspect', join(folder, 'x')]);
  expect(out).toContain('warning: x.atr, byte 2: it ends inside a text');
  expect(out).toContain('comment: a?[31mb\n');
});

test('a record that is not there is one sentence with its whole path', async () => {
  const path = join(folder, 'x');
  const { out, error } = await runCommand(inspectCommand, ['inspect', path]);
  expect([out, error]).toEqual(['', `There is no recording ${path}: neither the file nor ${path}.hea exists.`]);
});

test('a folder is said to be one', async () => {
  const { error } = await runCommand(inspectCommand, ['inspect', folder]);
  expect(error).toBe(`${folder} is a folder; name a recording in it, such as ${folder}/100.`);
});
