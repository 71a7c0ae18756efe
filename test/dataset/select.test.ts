import { expect, it } from 'vitest';

import { selectRows } from '../../app/dataset/select.ts';

it('selectRows copies chosen rows with everything that belongs to them, in the order asked for', () => {
  const rows = {
    count: 3,
    length: 2,
    leads: 1,
    beats: Float32Array.of(1, 2, 3, 4, 5, 6),
    labels: Uint8Array.of(0, 1, 2),
    recordings: ['a', 'b'],
    recordingOf: Uint16Array.of(0, 0, 1),
    samples: Int32Array.of(10, 20, 30),
    features: Float32Array.of(0.1, 0.2, 0.3),
    featureNames: ['x'],
  };
  expect(selectRows(rows, Int32Array.of(2, 0, 2))).toEqual({
    ...rows,
    beats: Float32Array.of(5, 6, 1, 2, 5, 6),
    labels: Uint8Array.of(2, 0, 2),
    recordingOf: Uint16Array.of(1, 0, 1),
    samples: Int32Array.of(30, 10, 30),
    features: Float32Array.of(0.3, 0.1, 0.3),
  });
});
