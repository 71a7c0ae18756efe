import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { decide, type Decision } from '../../app/model/decision.ts';
import { writeSmallRecord } from '../support/small-record.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';
import { writeUntrainedModel } from '../support/untrained-model.ts';

/** A rule that makes N a thousand times more likely at strength 0 than at 1. */
const decision: Decision = {
  temperature: 1.2,
  priorOdds: [0.001, 1, 1, 1, 1],
  strength: 1,
  conformal: { error: 0.1, thresholds: [0.0001, 1, 1, 1, 0] },
};

let started: StartedCore;
let recordings: string;

beforeEach(async () => {
  started = await startTestCore(async (folder) => {
    await writeUntrainedModel(folder, 'clinical', 1, { ...seedSpecification, decision });
    await writeUntrainedModel(folder, 'plain', 1);
  });
  recordings = join(started.folder, 'recordings');
  await mkdir(recordings);
});
afterEach(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

async function analysed(modelId: string) {
  const { client } = started;
  await client.call('models.activate', { modelId });
  const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 40, codes: [1, 5] });
  await started.ended((await client.call('library.import', { paths: [path] })).jobId);
  const [row] = await client.call('library.list', {});
  return row!;
}

function beatsOf(row: { sessionId: string; frames: number }) {
  return started.client.call('beats.read', { sessionId: row.sessionId, from: 0, to: row.frames });
}

async function runOf(sessionId: string) {
  return (await started.client.call('analysis.describe', { sessionId })).run!;
}

it('a run says its model, leads, provider, stages and operating point', async () => {
  const { sessionId } = await analysed('clinical');
  expect(await runOf(sessionId)).toMatchObject({
    model: { id: 'clinical' },
    beats: 'atr',
    leads: ['MLII'],
    provider: 'cpu',
    quality: { readable: expect.any(Number) as number },
    strength: { chosen: 1, recommended: 1 },
  });
});

it('a recording that was not analysed has no run', async () => {
  const { sessionId } = await analysed('clinical');
  expect(await runOf(sessionId)).not.toBeNull();
  await expect(started.client.call('analysis.describe', { sessionId: 'nobody' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('less strength names the beats by the same probabilities, and coming back gives the same labels', async () => {
  const row = await analysed('clinical');
  const { sessionId } = row;
  const before = await beatsOf(row);
  const expected = decide(Float32Array.from(before.probabilities), decision, 0).labels;
  const differing = expected.filter((label, beat) => label !== before.labels[beat]).length;
  expect(differing).toBeGreaterThan(0);

  const preview = await started.client.call('analysis.preview', { sessionId, strength: 0 });
  expect(preview.changed).toBe(differing);
  expect((await beatsOf(row)).labels).toEqual(before.labels);

  expect(await started.client.call('analysis.decide', { sessionId, strength: 0 })).toEqual({ changed: differing });
  const after = await beatsOf(row);
  expect(after.labels).toEqual(expected);
  expect(after.samples).toEqual(before.samples);
  expect(await runOf(sessionId)).toMatchObject({ strength: { chosen: 0, recommended: 1 }, leads: ['MLII'] });
  const { classes } = await started.client.call('library.read', { recordingId: row.id });
  expect(classes).toEqual(preview.classes);

  await started.client.call('analysis.decide', { sessionId, strength: 1 });
  const back = await beatsOf(row);
  expect(back.labels).toEqual(before.labels);
  expect(back.probabilities).toEqual(before.probabilities);
});

it('the probabilities that are shown are those that the labels follow from', async () => {
  const row = await analysed('clinical');
  await started.client.call('analysis.decide', { sessionId: row.sessionId, strength: 0 });
  const beats = await beatsOf(row);
  for (const [beat, label] of beats.labels.entries()) {
    const shown = [...beats.probabilities.subarray(5 * beat, 5 * beat + 5)];
    expect(shown[label]).toBe(Math.max(...shown));
    const detail = await started.client.call('beats.inspect', {
      sessionId: row.sessionId,
      sample: beats.samples[beat]!,
    });
    expect(detail.probabilities![label]).toBeCloseTo(shown[label]! / 65535, 3);
  }
});

it('the operating point in use is not decided again, and the history tells of a decision only where it changed the label', async () => {
  const row = await analysed('clinical');
  const { sessionId } = row;
  const before = await beatsOf(row);
  const runBefore = await runOf(sessionId);
  expect(await started.client.call('analysis.decide', { sessionId, strength: 1 })).toEqual({ changed: 0 });
  expect(await runOf(sessionId)).toEqual(runBefore);
  await started.client.call('analysis.decide', { sessionId, strength: 0 });
  const after = await beatsOf(row);
  for (const changed of [false, true]) {
    const beat = after.labels.findIndex((label, index) => (label !== before.labels[index]) === changed);
    if (beat < 0) continue;
    const { history } = await started.client.call('beats.inspect', { sessionId, sample: after.samples[beat]! });
    const told = history.filter(({ action }) => action === 'classified');
    expect(told.map(({ probability }) => probability === null)).toEqual(changed ? [false, true] : [false]);
  }
});

it('labels that people gave stay, and are not counted as changes', async () => {
  const row = await analysed('clinical');
  const { sessionId } = row;
  const { samples } = await beatsOf(row);
  const mine = [...samples.slice(0, 20)];
  await started.client.call('beats.relabel', { sessionId, samples: mine, label: 'Q' });
  const all = await started.client.call('analysis.preview', { sessionId, strength: 0 });
  expect(all.changed).toBeLessThanOrEqual(samples.length - mine.length);
  expect(all.classes[4]).toBeGreaterThanOrEqual(mine.length);
  await started.client.call('analysis.decide', { sessionId, strength: 0 });
  const after = await beatsOf(row);
  expect([...after.labels.slice(0, 20)]).toEqual(mine.map(() => 4));
  expect([...after.sources.slice(0, 20)]).toEqual(mine.map(() => 2));
});

it('what a person changed before can still be taken back, and then shows what the model says now', async () => {
  const row = await analysed('clinical');
  const { sessionId } = row;
  const before = await beatsOf(row);
  const [sample] = before.samples;
  await started.client.call('beats.relabel', { sessionId, samples: [sample!], label: 'Q' });
  await started.client.call('analysis.decide', { sessionId, strength: 0 });
  expect((await beatsOf(row)).labels[0]).toBe(4);
  expect(await started.client.call('session.undo', { sessionId })).toMatchObject({ step: { action: 'undone' } });
  const after = await beatsOf(row);
  expect(after.labels[0]).toBe(decide(Float32Array.from(before.probabilities), decision, 0).labels[0]);
  expect(after.sources[0]).toBe(0);
  const { classes, corrected } = await started.client.call('library.read', { recordingId: row.id });
  const shown = [0, 0, 0, 0, 0];
  for (const label of after.labels) shown[label]! += 1;
  expect({ classes, corrected }).toEqual({ classes: shown, corrected: 0 });
  await started.client.call('session.redo', { sessionId });
  expect((await beatsOf(row)).labels[0]).toBe(4);
});

it('a beat has its conformal set, without classes that no threshold is known for, and is doubtful when no class stands out', async () => {
  const row = await analysed('clinical');
  const [sample] = (await beatsOf(row)).samples;
  const { doubt } = await started.client.call('beats.inspect', { sessionId: row.sessionId, sample: sample! });
  expect(doubt).toMatchObject({ set: ['N'], coverage: 0.9, doubtful: true });
});

it('a model without a rule has no operating point to move', async () => {
  const { sessionId } = await analysed('plain');
  expect((await runOf(sessionId)).strength).toBeNull();
  for (const call of ['analysis.preview', 'analysis.decide'] as const) {
    await expect(started.client.call(call, { sessionId, strength: 0 })).rejects.toMatchObject({ code: 'unsupported' });
  }
});

it('a recording unlike those of the training says so, a usual one does not', async () => {
  const statistics = ['share of doubtful beats', 'mean entropy'];
  // The untrained model doubts every beat of any recording: its entropy is near ln 5.
  for (const [id, mean, unlike] of [
    ['usual', [1, 1.6], false],
    ['unlike', [0.05, 0.2], true],
  ] as const) {
    const drift = { statistics, mean: [...mean], deviation: [0.1, 0.1], limit: 3 };
    const specification = { ...seedSpecification, decision: { ...decision, drift } };
    const other = await startTestCore((folder) => writeUntrainedModel(folder, id, 1, specification));
    const path = await writeSmallRecord(other.folder, { name: 'a1', seconds: 40, codes: [1] });
    await other.ended((await other.client.call('library.import', { paths: [path] })).jobId);
    const [row] = await other.client.call('library.list', {});
    const { run } = await other.client.call('analysis.describe', { sessionId: row!.sessionId });
    expect(run!.drift).toMatchObject({ limit: 3, unlike });
    await other.close();
  }
});
