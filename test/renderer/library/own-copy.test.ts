import { expect, test } from 'vitest';

import { isOwnCopy } from '../../../renderer/library/own-copy.ts';

test.each([
  ['/home/anna/.caliper/uploads/1/100.hea', '/home/anna/.caliper', true],
  ['/home/anna/.caliper/uploads/1/100.hea', '/home/anna/.caliper/', true],
  [String.raw`C:\Users\anna\Caliper\uploads\100.hea`, String.raw`C:\Users\anna\Caliper`, true],
  ['/home/anna/.caliper-study/100.hea', '/home/anna/.caliper', false],
  ['/media/holter/100.hea', '/home/anna/.caliper', false],
  ['/media/holter/100.hea', '', false],
])('%s is a copy in the data folder “%s”: %s', (path, dataFolder, expected) => {
  expect(isOwnCopy(path, dataFolder)).toBe(expected);
});
