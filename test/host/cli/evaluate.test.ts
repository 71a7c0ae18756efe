import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { evaluateCommand } from '../../../app/host/cli/evaluate.ts';
import { writeDatasetFolder } from '../../../app/host/dataset-folder.ts';
import { smallDataset } from '../../support/small-dataset.ts';
import { writeUntrainedModel } from '../../support/untrained-model.ts';

let folder: string;

async function evaluate(...args: string[]): Promise<string> {
  let output = '';
  const program = new Command();
  evaluateCommand.define(program, {
    out: (text) => (output += text),
    note: () => undefined,
    interactive: false,
    dataFolder: folder,
    signal: new AbortController().signal,
  });
  await program.parseAsync(['evaluate', '--dataset', join(folder, 'set'), ...args], { from: 'user' });
  return output;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-evaluate-'));
  await writeDatasetFolder(join(folder, 'set'), smallDataset());
  await writeUntrainedModel(join(folder, 'models'), 'untrained');
});
afterAll(() => rm(folder, { recursive: true }));

describe('caliper evaluate', () => {
  it('prints one JSON object with the fields that scripts rely on', async () => {
    const result = JSON.parse(await evaluate('--model', 'untrained', '--json')) as Record<string, unknown>;
    expect(result).toMatchObject({
      accuracy: expect.any(Number) as number,
      macroF1: expect.any(Number) as number,
      balancedAccuracy: expect.any(Number) as number,
      ece: expect.any(Number) as number,
      classes: { N: { support: 1 }, S: { support: 1 }, V: { support: 0 } },
      confusion: expect.any(Array) as unknown[],
    });
  });

  it('writes table, page and figures into the report folder', async () => {
    await evaluate('--model', join(folder, 'models', 'untrained.onnx'), '--report', join(folder, 'report'));
    expect(await readdir(join(folder, 'report'))).toEqual(
      expect.arrayContaining(['report.html', 'report.json', 'table.txt', 'confusion-matrix.svg', 'architecture.svg']),
    );
  });

  it("writes the result into the model's card only when asked", async () => {
    const test = async () =>
      (JSON.parse(await readFile(join(folder, 'models', 'untrained.card.json'), 'utf8')) as { test: unknown }).test;
    await evaluate('--model', 'untrained');
    expect(await test()).toBeNull();
    await evaluate('--model', 'untrained', '--write-card');
    expect(await test()).toMatchObject({ classes: { N: { support: 1 } } });
  });

  it('scores the split that is named', async () => {
    const result = JSON.parse(await evaluate('--model', 'untrained', '--split', 'train', '--json')) as unknown;
    expect(result).toMatchObject({ classes: { N: { support: 2 }, V: { support: 1 } } });
  });

  it('draws the same number of every class, and says so', async () => {
    const result = JSON.parse(
      await evaluate('--model', 'untrained', '--balanced', '3', '--seed', '7', '--json'),
    ) as unknown;
    expect(result).toMatchObject({ classes: { N: { support: 3 }, S: { support: 3 } }, draw: { perClass: 3, seed: 7 } });
  });

  it('writes no balanced figures into a card', async () => {
    await expect(evaluate('--model', 'untrained', '--balanced', '3', '--write-card')).rejects.toThrow('--balanced');
  });

  it('refuses rows that were made for another model', async () => {
    const other = smallDataset();
    const shifted = { ...other, shape: { ...other.shape, rate: 125 } };
    await writeDatasetFolder(join(folder, 'other'), shifted);
    await expect(evaluate('--model', 'untrained', '--dataset', join(folder, 'other'))).rejects.toThrow('rate differs');
  });
});
