import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openFolder, openRecordingAt } from '../../app/files/folder.ts';
import { writeSimulation } from '../../app/files/write-simulation.ts';
import { verifyChecksums } from '../../app/formats/wfdb/checksums.ts';

const resources = join(import.meta.dirname, '../../resources/demo');
const tenMinutes = { seconds: 600, leads: 2, rate: 360, seed: 140, scenario: 'mixed' } as const;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-simulation-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the simulator still makes the demo recording, byte for byte', async () => {
  await writeSimulation(tenMinutes, folder, 'demo');
  for (const name of ['demo.hea', 'demo.dat', 'demo.atr']) {
    expect(Buffer.compare(await readFile(join(folder, name)), await readFile(join(resources, name)))).toBe(0);
  }
});

test('the demo recording shows every kind of ectopic beat, bigeminy, a run and a pause', async () => {
  const recording = await openRecordingAt(join(resources, 'demo'));
  const annotations = await recording.annotations('atr');
  const codes = annotations.map((annotation) => annotation.code);
  expect([recording.frames, recording.rate, recording.warnings]).toEqual([216_000, 360, []]);
  for (const code of [1, 5, 6, 8]) expect(codes).toContain(code);
  for (const rhythm of ['(N', '(B', '(VT']) expect(annotations.map((annotation) => annotation.aux)).toContain(rhythm);
  const gaps = annotations.slice(1).map((annotation, index) => annotation.sample - annotations[index]!.sample);
  expect(Math.max(...gaps)).toBeGreaterThan(2 * 360);
});

test.each([1, 3])('%i leads: the written record reads back with right checksums', async (leads) => {
  const written = await writeSimulation({ ...tenMinutes, seconds: 65.1, leads }, join(folder, 'new'), 'x');
  const recording = await openRecordingAt(written.record);
  expect([recording.frames, recording.leads.length, recording.warnings]).toEqual([23_436, leads, []]);
  expect(await recording.annotations('atr')).toEqual(written.annotations);
  for (const { announced, computed } of await verifyChecksums(openFolder(join(folder, 'new')), 'x')) {
    expect(computed).toBe(announced);
  }
});

test('a stopped simulation leaves nothing behind', async () => {
  const controller = new AbortController();
  const stopped = writeSimulation(tenMinutes, folder, 'x', () => controller.abort(), controller.signal);
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(folder)).toEqual([]);
});

test.each(['../x', 'a b', ''])('the record name %j is refused', async (name) => {
  await expect(writeSimulation(tenMinutes, folder, name)).rejects.toMatchObject({ code: 'invalid-input' });
});
