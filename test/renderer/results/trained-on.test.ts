import { expect, test } from 'vitest';

import type { RecordResult } from '../../../renderer/results/record-rows.ts';
import { trainedOn, trainingRecords } from '../../../renderer/results/trained-on.ts';
import { sampleCard } from '../../support/sample/models.ts';

const cards = [sampleCard('clinical'), sampleCard('seed')];

function record(name: string, model: string | null): RecordResult {
  const statistics = {} as RecordResult['table']['statistics'];
  const table = { matrix: [], statistics, runs: [], report: null };
  const recordingId = `id-${name}`;
  return {
    recordingId,
    sessionId: 's',
    name,
    annotator: 'atr',
    model,
    beats: 'atr',
    corrected: 0,
    paced: false,
    table,
  };
}

test('a card that names no training records says of none that it was trained on it', () => {
  expect([...trainingRecords(sampleCard('clinical'))]).toEqual(['101']);
  expect(trainingRecords(sampleCard('seed')).size).toBe(0);
});

test('only recordings that were named by a model which has learned from them count', () => {
  const records = [record('101', 'clinical'), record('101', 'seed'), record('100', 'clinical'), record('101', null)];
  expect(trainedOn(records, cards)).toEqual([records[0]]);
});
