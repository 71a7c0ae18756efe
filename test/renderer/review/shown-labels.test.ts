import { expect, test } from 'vitest';

import { notAnalysed } from '../../../app/contract/classes.ts';
import { shownLabels } from '../../../renderer/review/shown-labels.ts';
import { columnsOf } from '../waveform/columns.ts';

const beats = columnsOf([
  { sample: 100, label: 0 },
  { sample: 200, label: 2 },
  { sample: 300, label: notAnalysed },
  { sample: 400, label: 2 },
]);

test('each selected beat keeps its own label, and a beat between two that is not selected is left out', () => {
  expect([...shownLabels(beats, [100, 400])]).toEqual([
    [100, 'N'],
    [400, 'V'],
  ]);
});

test('a beat without a label has none to accept', () => {
  expect(shownLabels(beats, [300]).size).toBe(0);
});
