import { expect, test } from 'vitest';

import { sumSteps, type SpokenStep } from '../../../renderer/review/spoken-steps.ts';

const relabelled = (to: SpokenStep['to'], beats: number): SpokenStep => ({ action: 'relabelled', to, beats });

test('labels of one class are summed, those of another are not', () => {
  const steps = [relabelled('V', 1), relabelled('S', 1), relabelled('V', 3)];
  expect(sumSteps(steps)).toEqual([relabelled('V', 4), relabelled('S', 1)]);
});

test('what was taken back is said apart from what was labelled and from what was repeated', () => {
  const steps: SpokenStep[] = [
    relabelled('V', 1),
    { action: 'undone', to: 'V', beats: 1 },
    { action: 'redone', to: 'V', beats: 1 },
  ];
  expect(sumSteps(steps).map(({ action }) => action)).toEqual(['relabelled', 'undone', 'redone']);
});
