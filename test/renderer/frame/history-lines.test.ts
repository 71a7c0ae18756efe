import { describe, expect, test } from 'vitest';

import type { ChangeStep } from '../../../app/contract/records.ts';
import { historyLines, readersOf, repeatableUndo } from '../../../renderer/frame/history-lines.ts';

function step(id: number, over: Partial<ChangeStep> = {}): ChangeStep {
  const labels = { fromLabel: 'N', to: 'V' } as const;
  const range = { beats: 1, from: 100, until: 100, kinds: [], target: null };
  return {
    id,
    at: '2026-11-22T10:00:00Z',
    by: 'Anna',
    action: 'relabelled',
    standing: true,
    ...labels,
    ...range,
    ...over,
  };
}

const steps = [
  step(1, { standing: false }),
  step(2, { action: 'moved', by: 'Ben' }),
  step(3, { action: 'commented', standing: true }),
  step(4, { action: 'undone', target: 1, standing: false, by: 'Ben' }),
];
const everything = { kind: 'all', by: null } as const;
const ids = (filter: Parameters<typeof historyLines>[1]) => historyLines(steps, filter).map((line) => line.step.id);

describe('the lines of the history', () => {
  test('the newest step comes first', () => {
    expect(ids(everything)).toEqual([4, 3, 2, 1]);
  });

  test('an undo is about the step that it took back', () => {
    expect(historyLines(steps, everything)[0]?.about.id).toBe(1);
  });

  test('what was taken back is said of the step and not of the undo', () => {
    expect(historyLines(steps, everything).map((line) => line.takenBack)).toEqual([false, false, false, true]);
  });

  test('the undo key takes back the newest step that stands', () => {
    const next = historyLines(steps, everything).filter((line) => line.isNext);
    expect(next.map((line) => line.step.id)).toEqual([3]);
  });

  test('an undo is of the kind of what it took back', () => {
    expect([
      ids({ kind: 'labels', by: null }),
      ids({ kind: 'positions', by: null }),
      ids({ kind: 'marks', by: null }),
    ]).toEqual([[4, 1], [2], [3]]);
  });

  test('the steps of one reader can be looked at by themselves', () => {
    expect([readersOf(steps), ids({ kind: 'all', by: 'Ben' })]).toEqual([
      ['Anna', 'Ben'],
      [4, 2],
    ]);
  });

  test('an undo whose step is no longer listed is about itself', () => {
    expect(historyLines([step(9, { action: 'undone', target: 1 })], everything)[0]?.about.id).toBe(9);
  });
});

describe('the step that redo repeats', () => {
  const undo = (id: number, target: number) => step(id, { action: 'undone', target, standing: false });
  const redo = (id: number, target: number) => step(id, { action: 'redone', target, standing: false });
  const made = [step(1), step(2), step(3), step(4), step(5)];
  const takenBack = [undo(6, 5), undo(7, 4), undo(8, 3), undo(9, 2), undo(10, 1)];

  test('after five steps were taken back and two repeated it is the third that was taken back', () => {
    expect(repeatableUndo([...made, ...takenBack, redo(11, 1), redo(12, 2)])).toBe(8);
  });

  test('after a new change nothing can be repeated', () => {
    expect(repeatableUndo([...made, undo(6, 5), step(7)])).toBeNull();
  });
});
