import { expect, test } from 'vitest';

import { createRestartBudget } from '../../main/restart-budget.ts';

test('a crashing process is started again three times, each time later, and then not', () => {
  const budget = createRestartBudget([200, 1000, 4000], 60_000);
  expect([budget(0), budget(300), budget(2000), budget(9000)]).toEqual([200, 1000, 4000, null]);
});

test('a crash is forgotten after a minute', () => {
  const budget = createRestartBudget([200, 1000], 60_000);
  budget(0);
  budget(100);
  expect(budget(59_000)).toBeNull();
  expect(budget(60_100)).toBe(200);
});
