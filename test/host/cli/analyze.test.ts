import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readAnnotations } from '../../../app/formats/wfdb/read-annotations.ts';
import { commandLine } from '../../support/command-line.ts';
import { smallRecordRate, writeSmallRecord } from '../../support/small-record.ts';
import { writeUntrainedModel } from '../../support/untrained-model.ts';

let folder = '';
let lost = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-analyze-'));
  await writeUntrainedModel(join(folder, 'models'), 'own');
  lost = await writeSmallRecord(folder, { name: 'lost', seconds: 60, codes: [1] });
  const samples = await readFile(`${lost}.dat`);
  const frameBytes = 3;
  await writeFile(`${lost}.dat`, samples.fill(0, 20 * smallRecordRate * frameBytes, 40 * smallRecordRate * frameBytes));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function analyze(record: string, ...args: string[]) {
  const model = join(folder, 'models', 'own.onnx');
  return commandLine(folder, 'analyze', record, '--model', model, '--out', join(folder, 'out'), ...args);
}

async function marksIn(file: string) {
  const { annotations } = readAnnotations(await readFile(file), file);
  return annotations.filter(({ code }) => code === 14).map(({ sample, subtype }) => [sample, subtype]);
}

test('a .cal file has the NOISE marks that detect gives, and the seconds are told', async () => {
  const { out } = await analyze(lost, '--json');
  const detected = await commandLine(folder, 'detect', lost, '--out', join(folder, 'out'), '--json');
  const [found] = JSON.parse(detected.out) as [{ unreadableSeconds: number }];
  expect(found.unreadableSeconds).toBeGreaterThan(10);
  expect(JSON.parse(out)).toMatchObject([{ unreadableSeconds: found.unreadableSeconds, warnings: [] }]);
  const marks = await marksIn(join(folder, 'out', 'lost.cal'));
  expect(marks.length).toBeGreaterThan(0);
  expect(marks).toEqual(await marksIn(join(folder, 'out', 'lost.qrs')));
});

test('the text line tells unreadable seconds, with --shutdown too', async () => {
  expect((await analyze(lost, '--shutdown')).out).toMatch(
    /^lost: \d+ beats \(.*\), \d+ s unreadable, [\d.]+ s on cpu\n$/,
  );
});

test.each([
  ['bare', 'bare 0 360 3600\n', ['bare has no lead to read']],
  ['short', 'short 1 360 0\nshort.dat 16\n', ['short has no samples']],
])('a recording without anything to read is no silence: %s', async (name, header, warnings) => {
  await writeFile(join(folder, `${name}.hea`), header);
  await writeFile(join(folder, `${name}.dat`), '');
  for (const run of [
    await analyze(join(folder, name), '--json'),
    await commandLine(folder, 'detect', join(folder, name), '--out', folder, '--json'),
  ]) {
    expect(run.notes).toEqual(warnings);
    expect(JSON.parse(run.out)).toMatchObject([{ beats: 0, warnings }]);
  }
});
