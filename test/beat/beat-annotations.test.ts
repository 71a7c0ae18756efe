import { expect, test } from 'vitest';

import { beatAnnotations } from '../../app/beat/beat-annotations.ts';

test('beats keep their codes, with noise marks and comments between them in time order', () => {
  const written = [
    ...beatAnnotations(
      Int32Array.of(100, 300),
      Uint8Array.of(1, 8),
      [{ from: 150, to: 250 }],
      [
        { sample: 100, text: 'diary: dizzy' },
        { sample: 400, text: 'end of walk' },
      ],
    ),
  ];
  expect(written.map(({ sample, code, aux }) => [sample, code, aux])).toEqual([
    [100, 1, ''],
    [100, 22, 'diary: dizzy'],
    [150, 14, ''],
    [250, 14, ''],
    [300, 8, ''],
    [400, 22, 'end of walk'],
  ]);
});
