import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Batch, ClassifiedBatch } from '../../app/inference/classify-batches.ts';
import { createInference, type Inference, type InferenceLimits } from '../../app/inference/client.ts';
import { launchScript } from '../support/launch-script.ts';
import { expectedOfRamp, fixtureModel, ramps } from '../support/models.ts';
import { temporaryFolder } from '../support/store-fixture.ts';

const model = fixtureModel('linear');
const abortValue = 666;
const abortOnceValue = 667;
const silentValue = 668;

let folder: ReturnType<typeof temporaryFolder>;
let inference: Inference;
let log: string[];

beforeEach(() => {
  folder = temporaryFolder();
  log = [];
  inference = make();
});
afterEach(async () => {
  await inference.close();
  folder.remove();
});

function make(limits: Partial<InferenceLimits> = {}): Inference {
  const launch = launchScript('inference-process.ts', folder.path);
  return createInference({ launch, log: (line) => log.push(line), limits: { pauseMilliseconds: 1, ...limits } });
}

function starts(): number {
  return readFileSync(join(folder.path, 'starts'), 'utf8').split('\n').length - 1;
}

/** Batches of ramps; `special` puts a value that makes the process misbehave at the start of some. */
async function* batches(count: number, size = 4, special: Record<number, number> = {}): AsyncGenerator<Batch> {
  for (let index = 0; index < count; index++) {
    const beats = ramps(size);
    beats[0] = special[index] ?? 0;
    yield { count: size, beats };
  }
}

async function collect(results: AsyncIterable<ClassifiedBatch>): Promise<ClassifiedBatch[]> {
  const all: ClassifiedBatch[] = [];
  for await (const result of results) all.push(result);
  return all;
}

function expectRamps(result: ClassifiedBatch | undefined, count = 4): void {
  const expected = Array.from({ length: count }, expectedOfRamp).flat();
  expect(result?.analysed).toBe(true);
  expect(result?.probabilities).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(result?.probabilities[index]).toBeCloseTo(value, 5);
}

describe('classifying', () => {
  it('gives the probabilities that numpy computes, in order, with the provider', async () => {
    const results = await collect(inference.classify(model, batches(5)));
    expect(results.map(({ first, count, provider }) => [first, count, provider])).toEqual(
      [0, 4, 8, 12, 16].map((first) => [first, 4, 'cpu']),
    );
    for (const result of results) expectRamps(result);
    expect(starts()).toBe(1);
  });

  it('starts nothing for no batch at all', async () => {
    expect(await collect(inference.classify(model, batches(0)))).toEqual([]);
    expect(() => starts()).toThrow();
  });

  it('takes views into larger buffers', async () => {
    const large = ramps(12);
    async function* views(): AsyncGenerator<Batch> {
      yield { count: 4, beats: large.subarray(4 * 187, 8 * 187) };
    }
    expectRamps((await collect(inference.classify(model, views())))[0]);
  });

  it('tells what the model wants before the first beat is cut', async () => {
    expect(await inference.load(model)).toMatchObject({
      specification: { length: 187, rate: 125, mapping: 'aami' },
      provider: 'cpu',
      attempts: [{ provider: 'cpu', outcome: 'used', note: '' }],
    });
    await collect(inference.classify(model, batches(1)));
    expect(starts()).toBe(1);
  });

  it('cuts the next batches while one runs, but not all of them', async () => {
    const cut: number[] = [];
    async function* watched(): AsyncGenerator<Batch> {
      for await (const batch of batches(20)) {
        cut.push(cut.length);
        yield batch;
      }
    }
    const results = inference.classify(model, watched());
    await results.next();
    expect(cut).toHaveLength(8);
    await results.return(undefined);
  });

  it('serves two analyses at once', async () => {
    const [first, second] = await Promise.all([
      collect(inference.classify(model, batches(3))),
      collect(inference.classify(fixtureModel('linear'), batches(3))),
    ]);
    for (const result of [...first, ...second]) expectRamps(result);
  });

  it('goes on with the next analysis after one was left early', async () => {
    for await (const result of inference.classify(model, batches(5))) {
      expectRamps(result);
      break;
    }
    expectRamps((await collect(inference.classify(model, batches(1))))[0]);
    expect(starts()).toBe(1);
  });

  it('gives back what the beats could not be cut for', async () => {
    async function* broken(): AsyncGenerator<Batch> {
      yield* batches(1);
      throw new RangeError('the signal file is cut short');
    }
    await expect(collect(inference.classify(model, broken()))).rejects.toThrow('the signal file is cut short');
    expectRamps((await collect(inference.classify(model, batches(1))))[0]);
  });
});

describe('stopping', () => {
  it('ends an analysis that is on its way', async () => {
    const controller = new AbortController();
    const results = inference.classify(model, batches(100), { signal: controller.signal });
    await results.next();
    controller.abort();
    await expect(collect(results)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends an analysis before it began', async () => {
    const results = inference.classify(model, batches(1), { signal: AbortSignal.abort() });
    await expect(collect(results)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends with the application, without another start', async () => {
    const results = inference.classify(model, batches(3, 4, { 1: silentValue }));
    await results.next();
    const waiting = collect(results);
    await inference.close();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(starts()).toBe(1);
  });
});

describe('when the process ends in the middle', () => {
  it('starts it again and repeats the batch', async () => {
    const results = await collect(inference.classify(model, batches(5, 4, { 2: abortOnceValue })));
    expect(results.map((result) => result.analysed)).toEqual([true, true, true, true, true]);
    for (const index of [0, 1, 3, 4]) expectRamps(results[index]);
    expect([...results[2]!.probabilities].every((value) => value >= 0)).toBe(true);
    expect(starts()).toBe(2);
    expect(log).toEqual(['The inference process ended: SIGABRT']);
  });

  it('leaves out a batch that ends it twice: those beats are not analysed, all others are', async () => {
    const results = await collect(inference.classify(model, batches(5, 4, { 2: abortValue })));
    expect(results.map((result) => result.analysed)).toEqual([true, true, false, true, true]);
    expect(results[2]!.first).toBe(8);
    expect([...results[2]!.probabilities]).toEqual(new Array(20).fill(NaN));
    for (const index of [0, 1, 3, 4]) expectRamps(results[index]);
    // It ended once with all of them on their way, then twice with the bad one alone.
    expect(starts()).toBe(4);
  });

  it('counts ends anew after every result: single bad batches never stop a long analysis', async () => {
    const bad = { 1: abortValue, 3: abortValue, 5: abortValue };
    const results = await collect(inference.classify(model, batches(7, 1, bad)));
    expect(results.map((result) => result.analysed)).toEqual([true, false, true, false, true, false, true]);
    for (const index of [0, 2, 4, 6]) expectRamps(results[index], 1);
  });

  it('ends a process that does not answer in time, and goes on', async () => {
    inference = make({ batchMilliseconds: 2_000 });
    const results = await collect(inference.classify(model, batches(3, 4, { 1: silentValue })));
    expect(results.map((result) => result.analysed)).toEqual([true, false, true]);
    expect(log[0]).toBe('The inference process ended: it did not answer within 4 s');
  });

  it('gives up after three restarts without a result and says that nothing was analysed', async () => {
    writeFileSync(join(folder.path, 'abort-at-start'), '');
    const attempt = collect(inference.classify(model, batches(2)));
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    await expect(attempt).rejects.toThrow(/^The beats were not analysed: .* ended 4 times in a row \(SIGABRT\)/);
    expect(starts()).toBe(4);
  });

  it('gives up in the same way when the process cannot be started', async () => {
    let tries = 0;
    const refusing = createInference({
      launch: async () => {
        tries++;
        throw new Error('no more processes');
      },
      limits: { pauseMilliseconds: 1 },
    });
    await expect(refusing.load(model)).rejects.toThrow(/not analysed.*no more processes/);
    expect(tries).toBe(4);
  });

  it('takes the CPU from then on when a graphics processor ended it', async () => {
    const { provider, attempts } = await inference.load(model, { provider: 'webgpu' });
    expect(provider).toBe('cpu');
    expect(attempts).toEqual([
      { provider: 'webgpu', outcome: 'crashed', note: 'SIGABRT' },
      { provider: 'cpu', outcome: 'used', note: '' },
    ]);
    const results = await collect(inference.classify(model, batches(2), { provider: 'webgpu' }));
    expect(results.map((result) => result.provider)).toEqual(['cpu', 'cpu']);
    expect(starts()).toBe(2);
  });
});

describe('a model that cannot be used is refused with the reason', () => {
  it.each([
    ['no-metadata', 'unsupported', /no Caliper input specification/],
    ['corrupt', 'damaged-file', /not an ONNX model|cannot be opened/],
    ['other-length', 'unsupported', /input "beats" is float32 \[batch, 1, 100\], not float32 \[batch, 1, 187\]/],
    ['other-output', 'unsupported', /no output "probabilities"/],
    ['fixed-batch', 'unsupported', /\[32, 1, 187\], not float32 \[batch, 1, 187\]/],
    ['no-softmax', 'unsupported', /does not return probabilities/],
  ])('%s', async (id, code, reason) => {
    const attempt = inference.load(fixtureModel(id));
    await expect(attempt).rejects.toMatchObject({ code });
    await expect(attempt).rejects.toThrow(reason);
    expect(starts()).toBe(1);
  });

  it('a file whose bytes are not those registered', async () => {
    const changed = { ...model, sha256: 'a'.repeat(64) };
    await expect(inference.load(changed)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a file that is not there', async () => {
    await expect(inference.load({ ...model, path: '/nowhere/x.onnx' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a provider that does not exist', async () => {
    await expect(inference.load(model, { provider: 'gpu' })).rejects.toThrow('There is no provider "gpu"');
  });
});

describe('a batch that does not fit the model', () => {
  it('is refused, and the process lives on', async () => {
    async function* wrong(): AsyncGenerator<Batch> {
      yield { count: 4, beats: new Float32Array(4 * 186) };
    }
    await expect(collect(inference.classify(model, wrong()))).rejects.toThrow(/187 values of beats a beat/);
    expectRamps((await collect(inference.classify(model, batches(1))))[0]);
    expect(starts()).toBe(1);
  });

  it('is refused when the features are missing, and classified with them', async () => {
    const features = fixtureModel('features');
    await expect(collect(inference.classify(features, batches(1)))).rejects.toThrow(/3 values of features a beat/);
    async function* complete(): AsyncGenerator<Batch> {
      yield { count: 2, beats: ramps(2), features: new Float32Array(6) };
    }
    expect((await collect(inference.classify(features, complete())))[0]).toMatchObject({ count: 2, analysed: true });
  });
});
