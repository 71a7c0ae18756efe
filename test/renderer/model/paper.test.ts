import { expect, test } from 'vitest';

import { studyTable } from '../../../app/evaluation/paper.ts';
import { paperTable, paperTotals } from '../../../renderer/model/paper.ts';

test('the screen and the report quote the same printed table', () => {
  const { classes, macro, weighted } = studyTable;
  for (const [name, row] of Object.entries({ ...classes, macro, weighted })) {
    const { precision, recall, f1 } = row;
    expect(paperTable[name as keyof typeof paperTable]).toEqual({ precision, recall, f1 });
  }
  expect(paperTotals.accuracy).toBe(studyTable.accuracy);
  expect(paperTotals.macroF1).toBe(macro.f1);
});
