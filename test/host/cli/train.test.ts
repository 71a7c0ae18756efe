import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { studyShape } from '../../../app/beat/shape.ts';
import { ModelCard } from '../../../app/contract/model-card.ts';
import { writeDatasetFolder } from '../../../app/host/dataset-folder.ts';
import { trainCommand } from '../../../app/host/cli/train.ts';
import { readModelMetadata } from '../../../app/model/onnx/metadata.ts';
import { inventRows } from '../../support/invent-rows.ts';

interface TrainJson {
  readonly model: string;
  readonly card: string;
  readonly epochs: { epoch: number }[];
  readonly best: { epoch: number };
  readonly seconds: number;
  readonly weightsSha256: string;
}

let folder: string;
const notes: string[] = [];

async function train(...args: string[]): Promise<TrainJson> {
  let output = '';
  const program = new Command().exitOverride();
  trainCommand.define(program, {
    out: (text) => (output += text),
    note: (line) => notes.push(line),
    interactive: false,
    dataFolder: folder,
    signal: new AbortController().signal,
  });
  const settings = ['--dataset', join(folder, 'set'), '--threads', '1', '--per-class', '40', '--json'];
  await program.parseAsync(['train', ...settings, ...args], { from: 'user' });
  return JSON.parse(output) as TrainJson;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-train-'));
  const { beats, labels, features } = inventRows(200, 187, 1);
  const rows = {
    count: 200,
    length: 187,
    leads: 1,
    beats,
    labels,
    features,
    featureNames: [],
    recordings: ['100'],
    recordingOf: new Uint16Array(200),
    samples: Int32Array.from({ length: 200 }, (_, row) => row * 300),
  };
  await writeDatasetFolder(join(folder, 'set'), {
    protocol: 'seed',
    mapping: 'aami',
    shape: studyShape,
    split: 'By beat.',
    splits: { train: rows, test: rows },
    log: [],
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe('caliper train', () => {
  it('writes model, card and curves and prints the fields that scripts rely on', async () => {
    const out = join(folder, 'model');
    const result = await train('--epochs', '2', '--out', out);
    expect(result.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(result.seconds).toBeGreaterThan(0);
    const model = await readFile(result.model);
    const card = v.parse(ModelCard, JSON.parse(await readFile(result.card, 'utf8')));
    expect(card.sha256).toBe(createHash('sha256').update(model).digest('hex'));
    expect(card.training).toMatchObject({ protocol: 'seed', epochs: 2, bestEpoch: result.best.epoch, seed: 1 });
    expect(readModelMetadata(model)).toMatchObject({ architecture: 'seed', rate: 120, length: 187, mapping: 'aami' });
    const curves = (await readFile(join(out, 'curves.csv'), 'utf8')).trimEnd().split('\n');
    expect(curves[0]).toBe(
      'epoch,trainingLoss,trainingAccuracy,validationLoss,validationAccuracy,validationMacroF1,seconds',
    );
    expect(curves).toHaveLength(3);
    expect(notes.filter((note) => note.startsWith('epoch 2/2: loss'))).toHaveLength(1);
  });

  it('goes on from its checkpoint to the weights of a training in one go', async () => {
    const whole = await train('--epochs', '2', '--out', join(folder, 'whole'));
    await train('--epochs', '1', '--out', join(folder, 'parts'));
    const resumed = await train('--epochs', '2', '--resume', '--out', join(folder, 'parts'));
    expect(resumed.weightsSha256).toBe(whole.weightsSha256);
  });

  it('takes every option of the recipe, and draws patients apart', async () => {
    const { best } = await train(
      ...['--epochs', '2', '--choose', 'last', '--draws', '128', '--class-exponent', '0.5', '--group-exponent', '0.5'],
      ...['--schedule', 'cosine', '--warm-up', '0.1', '--weight-decay', '0.02', '--averaging', '0.99'],
      ...['--label-smoothing', '0.05', '--augmentation', 'row:shift=1,noise=0.02', '--out', join(folder, 'options')],
    );
    expect(best.epoch).toBe(2);
  });

  it.each([
    ['an exponent without draws', ['--class-exponent', '0.5'], 'invalid-input', '--draws'],
    ['an exponent above 1', ['--draws', '99', '--class-exponent', '2'], 'invalid-input', '--class-exponent'],
    ['a schedule that is none', ['--schedule', 'linear'], 'invalid-input', '--schedule'],
    ['an augmentation that is none', ['--augmentation', 'mirror'], 'invalid-input', '--augmentation'],
    ['too much noise', ['--augmentation', 'row:noise=3'], 'invalid-input', '--augmentation'],
  ])('names the option that is wrong: %s', async (_what, args, code, option) => {
    await expect(train('--out', join(folder, 'refused'), ...args)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(option) as string,
    });
  });

  it.each([
    ['a provider that cannot train', ['--provider', 'cuda'], 'unsupported'],
    ['an architecture that is none', ['--architecture', 'transformer'], 'unsupported'],
    ['a batch of nothing', ['--batch', '0'], 'invalid-input'],
    ['a checkpoint that is not there', ['--resume'], 'not-found'],
    ['a data set that is not there', ['--dataset', '/nowhere'], 'not-found'],
  ])('refuses %s', async (_what, args, code) => {
    await expect(train('--out', join(folder, 'refused'), ...args)).rejects.toMatchObject({ code });
  });
});
