import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { QueueItem } from '../../app/contract/queue.ts';
import { writeSimulation } from '../../app/files/write-simulation.ts';
import { resourcesFolder } from '../../app/host/resources.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';

let started: StartedCore;
let sessionId: string;

beforeAll(async () => {
  started = await startTestCore(async (folder) => {
    for (const name of ['clinical.onnx', 'clinical.card.json'])
      await copyFile(join(resourcesFolder(), 'models', name), join(folder, name));
  });
  const settings = { seconds: 300, leads: 2, rate: 360, seed: 4, scenario: 'mixed' } as const;
  const { record } = await writeSimulation(settings, join(started.folder, 'recordings'), 'mixed');
  const { jobId } = await started.client.call('library.import', { paths: [`${record}.hea`] });
  await started.ended(jobId);
  const [row] = await started.client.call('library.list', {});
  sessionId = row!.sessionId;
}, 60_000);
afterAll(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

async function firstPage(): Promise<QueueItem[]> {
  const { items } = await started.client.call('queue.read', { sessionId, offset: 0, limit: 500 });
  return items;
}

function next(place: number, later = false) {
  return started.client.call('queue.next', { sessionId, place, direction: 'next', later });
}

async function takeBack(): Promise<void> {
  await started.client.call('session.undo', { sessionId });
}

describe('the review queue of a session', () => {
  test('holds every beat of the run once', async () => {
    const [row] = await started.client.call('library.list', {});
    const items = await firstPage();
    expect(items).toHaveLength(row!.beats);
    expect(new Set(items.map(({ sample }) => sample)).size).toBe(row!.beats);
  });

  test('keeps every place when beats are read, and says what became of them', async () => {
    const before = await firstPage();
    const [first, second] = before;
    const other = first!.proposed === 'F' ? 'V' : 'F';
    await started.client.call('beats.relabel', { sessionId, samples: [first!.sample], label: other });
    await started.client.call('beats.confirm', { sessionId, samples: [second!.sample] });
    const { items, progress } = await started.client.call('queue.read', { sessionId, offset: 0, limit: 500 });
    expect(items.map(({ sample }) => sample)).toEqual(before.map(({ sample }) => sample));
    expect(items.slice(0, 3).map(({ state }) => state)).toEqual(['corrected', 'accepted', 'open']);
    expect(items[0]).toMatchObject({ label: other, proposed: first!.proposed });
    expect(progress).toMatchObject({ read: 2, corrected: 1 });
    expect((await next(-1)).item?.place).toBe(2);
    await takeBack();
    await takeBack();
  });

  test('passes over a beat that was put off until it is asked for, and undo brings it back', async () => {
    const [first] = await firstPage();
    await started.client.call('queue.later', { sessionId, samples: [first!.sample], later: true });
    expect((await next(-1)).item?.place).toBe(1);
    expect((await next(-1, true)).item).toMatchObject({ place: 0, state: 'later' });
    await takeBack();
    expect((await next(-1)).item).toMatchObject({ place: 0, state: 'open' });
  });

  test('counts a deleted beat as an error of the run', async () => {
    const [first] = await firstPage();
    await started.client.call('beats.delete', { sessionId, samples: [first!.sample] });
    const { progress } = await started.client.call('queue.estimate', { sessionId });
    expect((await firstPage())[0]!.state).toBe('deleted');
    expect(progress).toMatchObject({ read: 1, corrected: 1 });
    await takeBack();
  });

  test('says nothing of the rest before thirty random beats were read, however many doubtful ones were', async () => {
    const doubtful = (await firstPage()).filter(({ reason }) => reason === 'doubtful').slice(0, 60);
    await started.client.call('beats.confirm', {
      sessionId,
      samples: doubtful.map(({ sample }) => sample).sort((a, b) => a - b),
    });
    const { estimate } = await started.client.call('queue.estimate', { sessionId });
    expect(estimate.left).toBeNull();
    expect(estimate.needed).toBeGreaterThan(0);
    await takeBack();
  });

  test('keeps the threshold that a reader sets', async () => {
    await started.client.call('queue.setStop', { sessionId, perThousand: 12 });
    const { estimate } = await started.client.call('queue.estimate', { sessionId });
    expect(estimate.stop.perThousand).toBe(12);
    await takeBack();
  });
});

describe('the reasons behind a label', () => {
  test('are told for the shown class over the next best one, on every lead and in facts, and add up to one', async () => {
    const [item] = await firstPage();
    const { reasons } = await started.client.call('beats.why', { sessionId, sample: item!.sample });
    const order = ['N', 'S', 'V', 'F', 'Q'].map((name, index) => ({ name, p: item!.probabilities[index]! }));
    order.sort((a, b) => b.p - a.p);
    expect(reasons.classes).toEqual([order[0]!.name, order[1]!.name]);
    expect(reasons.leads.map(({ name }) => name)).toEqual(['MLII', 'V1']);
    const trace = reasons.leads
      .flatMap(({ saliency }) => [...saliency])
      .reduce((sum, share) => sum + Math.abs(share), 0);
    const facts = reasons.facts.reduce((sum, { share }) => sum + Math.abs(share), 0);
    expect(trace).toBeGreaterThan(0);
    // Facts of one kind may speak against each other, so that less than all of their weight is told.
    expect(trace + facts).toBeLessThanOrEqual(1.0001);
  });

  test('show the trace where the beat has its R peak, and the interval before it in milliseconds', async () => {
    const { samples } = await started.client.call('beats.read', { sessionId, from: 0, to: 108_000 });
    const [before, sample] = [samples[40]!, samples[41]!];
    const { reasons } = await started.client.call('beats.why', { sessionId, sample });
    const { values, fromMs, stepMs } = reasons.leads[0]!;
    const peak = values.indexOf(values.reduce((most, value) => Math.max(most, value)));
    expect(Math.abs(fromMs + peak * stepMs)).toBeLessThan(60);
    const interval = reasons.facts.find(({ kind }) => kind === 'rr-before');
    expect(interval?.value).toBeCloseTo(((sample - before) / 360) * 1000, 1);
  });

  test('are refused in a sentence for a beat that no model has seen', async () => {
    const insert = { sessionId, sample: 500, label: 'V', snap: false } as const;
    const { sample } = await started.client.call('beats.insert', insert);
    await expect(started.client.call('beats.why', { sessionId, sample })).rejects.toMatchObject({
      code: 'unsupported',
    });
    await takeBack();
  });
});
