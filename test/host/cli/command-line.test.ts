import { mkdir, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readAnnotations } from '../../../app/formats/wfdb/read-annotations.ts';
import { commandLine } from '../../support/command-line.ts';
import { smallRecordBeats, writeSmallRecord } from '../../support/small-record.ts';
import { writeUntrainedModel } from '../../support/untrained-model.ts';

let folder: string;
let record: string;
let model: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-cli-'));
  record = await writeSmallRecord(folder, { name: 'r1', seconds: 30, codes: [1, 5] });
  await writeUntrainedModel(join(folder, 'models'), 'own');
  model = join(folder, 'models', 'own.onnx');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => commandLine(folder, ...args);

describe('every command line', () => {
  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['inspect', 'analyze', 'dataset', 'train', 'evaluate', 'simulate', 'serve'])
      expect(out).toContain(`  ${name} `);
  });

  it.each([['analyze'], ['dataset', 'build'], ['data', 'fetch'], ['session', 'import'], ['bench']])(
    'explains %s %s',
    async (...words) => {
      const { code, out } = await run(...words.filter(Boolean), '--help');
      expect(code).toBe(0);
      expect(out).toContain('Usage: caliper');
    },
  );

  it.each([[['nonsense']], [['inspect']], [['analyze', 'x', '--nonsense']]])('exits with 2 for %j', async (words) => {
    const { code, out, notes } = await run(...words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(notes.join(' ')).toMatch(/error:/);
  });

  it('exits with 1 and one line when a recording is missing', async () => {
    const { code, out, notes } = await run('inspect', join(folder, 'nothing'));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('nothing');
  });

  it('names the recording that was asked for when its folder does not exist', async () => {
    const { code, notes } = await run('inspect', join(folder, 'no', 'such'));
    expect(code).toBe(1);
    expect(notes[0]).toContain(join(folder, 'no', 'such'));
  });

  it.skipIf(process.platform === 'darwin')('says why a provider was not used', async () => {
    const { code, notes } = await run(
      'analyze',
      record,
      '--model',
      model,
      '--out',
      folder,
      '--provider',
      'coreml',
      '--json',
    );
    expect(code).toBe(0);
    expect(notes.join(' ')).toContain('coreml could not be used');
  });

  it('exits with 1 and names the file when a recording is cut short', async () => {
    await truncate(`${record}.dat`, 50);
    const { code, notes } = await run('analyze', record, '--model', model, '--out', folder, '--json');
    expect(code).toBe(1);
    expect(notes.join(' ')).toContain('r1.dat');
  });
});

describe('inspect, samples and annotations', () => {
  it('inspect says what the file holds', async () => {
    const { out } = await run('inspect', record, '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'wfdb',
      leads: [
        { name: 'MLII', unit: 'mV', rate: 360, gain: 200 },
        { name: 'V1', unit: 'mV', rate: 360, gain: 200 },
      ],
      samples: 10800,
      durationSeconds: 30,
      annotations: { atr: smallRecordBeats(30).length },
      warnings: [],
    });
  });

  it('samples prints a column a lead, in ADC units when asked', async () => {
    const { out } = await run('samples', record, '--from', '199', '--to', '201', '--raw');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number))
        .at(-1)
        ?.slice(-2),
    ).toEqual([200, -100]);
  });

  it('annotations prints a line an annotation', async () => {
    const { out } = await run('annotations', record, '--annotator', 'atr');
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(smallRecordBeats(30).length);
    expect(lines[1]?.trim().split(/\s+/).slice(0, 2)).toEqual(['488', 'V']);
  });
});

describe('analyze, classify and detect', () => {
  it('classify names the beats at given positions and writes them as annotations', async () => {
    const { code, out } = await run(
      'classify',
      record,
      '--beats',
      'atr',
      '--model',
      model,
      '--out',
      join(folder, 'out'),
      '--json',
    );
    expect(code).toBe(0);
    const [result] = JSON.parse(out) as [
      { beats: number; classes: Record<string, number>; model: { sha256: string }; provider: string },
    ];
    expect(result).toMatchObject({
      record: 'r1',
      beats: smallRecordBeats(30).length,
      provider: 'cpu',
      model: { id: 'own' },
    });
    expect(Object.values(result.classes).reduce((sum, count) => sum + count, 0)).toBe(result.beats);
    const written = readAnnotations(await readFile(join(folder, 'out', 'r1.cal')), 'r1.cal').annotations;
    expect(written.map(({ sample }) => sample)).toEqual(smallRecordBeats(30));
  });

  it('detect and analyze agree on where the beats are', async () => {
    const detected = JSON.parse((await run('detect', record, '--out', folder, '--json')).out) as [{ beats: number }];
    const analysed = JSON.parse((await run('analyze', record, '--model', model, '--out', folder, '--json')).out) as [
      { beats: number },
    ];
    expect(detected[0].beats).toBe(analysed[0].beats);
    expect(Math.abs(detected[0].beats - smallRecordBeats(30).length)).toBeLessThanOrEqual(2);
  });

  it('refuses a model that does not exist, and says where models are listed', async () => {
    const { code, notes } = await run('analyze', record, '--model', 'nobody');
    expect(code).toBe(1);
    expect(notes[0]).toContain('caliper models list');
  });
});

describe('simulate', () => {
  it('writes a record that the other commands read, with its true annotations', async () => {
    const out = join(folder, 'simulated');
    await mkdir(out);
    const made = JSON.parse(
      (await run('simulate', '--hours', '0.02', '--seed', '5', '--out', out, '--name', 's1', '--json')).out,
    ) as { beats: number };
    const inspected = JSON.parse((await run('inspect', join(out, 's1'), '--json')).out) as { durationSeconds: number };
    expect(inspected.durationSeconds).toBeCloseTo(72, 0);
    expect(made.beats).toBeGreaterThan(50);
  });
});

describe('session', () => {
  it('imports a folder and lists what the library then holds', async () => {
    const imported = await run('session', 'import', folder, '--data', join(folder, 'library'), '--json');
    expect(imported.code).toBe(0);
    const listed = JSON.parse(
      (await run('session', 'list', '--data', join(folder, 'library'), '--json')).out,
    ) as unknown[];
    expect(listed).toMatchObject([{ name: 'r1', beats: smallRecordBeats(30).length }]);
  });
});

describe('models', () => {
  it('lists the models of the data folder, shows one and makes it the active one', async () => {
    expect((await run('models', 'activate', 'own')).code).toBe(0);
    const models = JSON.parse((await run('models', 'list', '--json')).out) as { id: string; active: boolean }[];
    expect(models.find(({ id }) => id === 'own')).toMatchObject({ active: true });
    expect((await run('models', 'show', 'own')).out).toContain('581733 parameters');
  });
});
