import { expect, test } from 'vitest';

import { childEnvironment } from '../../main/child-environment.ts';

test('our processes inherit what they need to run', () => {
  const needed = { PATH: '/bin', HOME: '/home/reader', LC_ALL: 'C', SystemRoot: 'C:\\', CUDA_VISIBLE_DEVICES: '0' };
  expect(childEnvironment(needed)).toEqual(needed);
});

test('secrets and switches of Node and the loader are not handed on', () => {
  const hostile = { NODE_OPTIONS: '--require x', LD_PRELOAD: 'x.so', AWS_SECRET: 'x', ELECTRON_RUN_AS_NODE: '1' };
  expect(childEnvironment(hostile)).toEqual({});
});
