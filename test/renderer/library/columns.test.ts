import { describe, expect, test } from 'vitest';

import { ventricularBurden } from '../../../renderer/library/columns.ts';
import { statusOf, statusOrder } from '../../../renderer/library/status.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';

const [row] = sampleRecordings().map((recording) => recording.row);
if (!row) throw new Error('There is no sample recording.');

describe('what the library says of a recording', () => {
  test('ventricular burden is V of all classified beats', () => {
    expect(ventricularBurden({ ...row, classes: [70, 5, 20, 3, 2] })).toBe(0.2);
  });

  test('without a classified beat there is no burden, not 0 %', () => {
    expect(ventricularBurden({ ...row, classes: [0, 0, 0, 0, 0] })).toBeNull();
  });

  test('what needs a person hides what is only at work', () => {
    expect(statusOf({ ...row, analysis: 'running', attention: 'paced' })).toBe('attention');
    expect(statusOf({ ...row, analysis: 'failed', attention: null })).toBe('failed');
    expect(statusOf({ ...row, analysis: 'done', attention: null, review: 'signed-off' })).toBe('signed-off');
  });

  test('work in hand sorts before new, and signed off last', () => {
    const order = (['signed-off', 'new', 'attention', 'in-review'] as const).toSorted(
      (a, b) => statusOrder(a) - statusOrder(b),
    );
    expect(order).toEqual(['in-review', 'attention', 'new', 'signed-off']);
  });
});
