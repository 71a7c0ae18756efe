import { describe, expect, it } from 'vitest';

import { encodeCsv, formatExponential } from '../../app/dataset/csv.ts';
import type { LabelledRows } from '../../app/dataset/rows.ts';

/** Texts by `python3 -c "print('%.18e' % VALUE)"`, whose rounding is that of the C library. */
const printed: [number, string][] = [
  [0, '0.000000000000000000e+00'],
  [1, '1.000000000000000000e+00'],
  [4, '4.000000000000000000e+00'],
  [Math.fround(0.1), '1.000000014901161194e-01'],
  [Math.fround(1 / 3), '3.333333432674407959e-01'],
  [2 ** -100, '7.888609052210118054e-31'],
  [524289 / 2 ** 20, '5.000009536743164062e-01'],
  [524291 / 2 ** 20, '5.000028610229492188e-01'],
  [1048575 / 2 ** 20, '9.999990463256835938e-01'],
];

function rowsOf(beats: number[], labels: number[], length: number): LabelledRows {
  return {
    count: labels.length,
    length,
    leads: 1,
    beats: Float32Array.from(beats),
    labels: Uint8Array.from(labels),
    recordings: ['a'],
    recordingOf: new Uint16Array(labels.length),
    samples: new Int32Array(labels.length),
    features: new Float32Array(0),
    featureNames: [],
  };
}

describe('formatExponential', () => {
  it.each(printed)('prints %d as C does, ties to the even digit', (value, text) => {
    expect(formatExponential(value)).toBe(text);
  });
});

describe('encodeCsv', () => {
  it('writes values, label and a line end, nothing else', () => {
    const text = [...encodeCsv(rowsOf([0, 1, 0.5, 0.25], [0, 4], 2))].map((bytes) => new TextDecoder().decode(bytes));
    expect(text.join('')).toBe(
      '0.000000000000000000e+00,1.000000000000000000e+00,0.000000000000000000e+00\n' +
        '5.000000000000000000e-01,2.500000000000000000e-01,4.000000000000000000e+00\n',
    );
  });

  it('gives a row of the study 4,700 bytes', () => {
    const [bytes] = [...encodeCsv(rowsOf(Array<number>(187).fill(0.3), [1], 187))];
    expect(bytes).toHaveLength(4700);
  });

  it('writes every row when there are more than fit one block and more numbers than are remembered', () => {
    const count = 1500;
    const values = Array.from({ length: count * 60 }, (_, index) => Math.fround((index + 1) / (count * 60)));
    const rows = rowsOf(values, Array<number>(count).fill(2), 60);
    let text = '';
    for (const bytes of encodeCsv(rows)) text += new TextDecoder().decode(bytes);
    const numbers = text
      .trimEnd()
      .split('\n')
      .flatMap((line) => line.split(',').slice(0, -1).map(Number));
    expect(numbers).toEqual(values);
  });
});
