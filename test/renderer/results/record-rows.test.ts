import { expect, test } from 'vitest';

import type { RecordResult } from '../../../renderer/results/record-rows.ts';
import { recordLines, sortLines, sumLine } from '../../../renderer/results/record-rows.ts';

const zeros = () => Array.from({ length: 7 }, () => new Array<number>(7).fill(0));
const share = (part: number, whole: number) => ({ part, whole });

function record(name: string, vebFound: number, vebAll: number): RecordResult {
  const matrix = zeros();
  matrix[2]![2] = vebFound;
  matrix[2]![0] = vebAll - vebFound;
  const statistics = {
    qrsSensitivity: share(vebAll, vebAll),
    qrsPredictivity: share(vebAll, vebAll),
    vebSensitivity: share(vebFound, vebAll),
    vebPredictivity: share(vebFound, vebFound),
    vebFalsePositiveRate: share(0, 0),
    svebSensitivity: share(0, 0),
    svebPredictivity: share(0, 0),
    svebFalsePositiveRate: share(0, 0),
    rrError: null,
  };
  const table = { matrix, statistics, runs: [], report: null };
  const recordingId = `id-${name}`;
  return {
    recordingId,
    sessionId: 's',
    name,
    annotator: 'atr',
    model: 'm',
    beats: 'atr',
    corrected: 0,
    paced: false,
    table,
  };
}

const records = [record('100', 0, 0), record('20', 8, 10), record('3', 9, 10)];
const names = (lines: ReturnType<typeof recordLines>) => lines.map((line) => line.record.name);

test('recordings are ordered as numbers where their names are', () => {
  const lines = recordLines(records, null);
  expect(names(sortLines(lines, { column: 'name', descending: false }))).toEqual(['3', '20', '100']);
});

test('a recording without a figure comes last either way', () => {
  const lines = recordLines(records, null);
  expect(names(sortLines(lines, { column: 'vebSensitivity', descending: true }))).toEqual(['3', '20', '100']);
  expect(names(sortLines(lines, { column: 'vebSensitivity', descending: false }))).toEqual(['20', '3', '100']);
});

test('a line counts the beats of the cell that was chosen', () => {
  const lines = recordLines(records, { kind: 'beat', reference: 'V', shown: 'n' });
  expect(lines.map((line) => line.cell)).toEqual([0, 2, 1]);
  expect(lines.map((line) => line.differing)).toEqual([0, 2, 1]);
});

test('gross figures are quotients of counts, averages are themselves, and counts have neither', () => {
  const { statistics } = record('a', 8, 10).table;
  expect(sumLine(statistics, 'vebSensitivity')).toBe(0.8);
  expect(sumLine(statistics, 'svebSensitivity')).toBeNull();
  expect(sumLine(statistics, 'beats')).toBeUndefined();
  expect(sumLine(null, 'vebSensitivity')).toBeUndefined();
});
