import { describe, expect, it } from 'vitest';

import { confusionMatrix, mostProbable, normaliseRows } from '../../app/evaluation/confusion.ts';

describe('confusionMatrix', () => {
  it('counts the reference down and the model across', () => {
    const matrix = confusionMatrix(Uint8Array.of(0, 0, 1, 4), Uint8Array.of(0, 2, 1, 3));
    expect(matrix[0]).toEqual([1, 0, 1, 0, 0]);
    expect(matrix[1]).toEqual([0, 1, 0, 0, 0]);
    expect(matrix[4]).toEqual([0, 0, 0, 1, 0]);
  });

  it('refuses beats that were not analysed and lists that do not belong together', () => {
    expect(() => confusionMatrix(Uint8Array.of(0), Uint8Array.of(255))).toThrow('Beat 0 has the classes 0 and 255');
    expect(() => confusionMatrix(Uint8Array.of(7), Uint8Array.of(0))).toThrow('Beat 0');
    expect(() => confusionMatrix(Uint8Array.of(0), new Uint8Array(0))).toThrow('1 labels');
  });
});

describe('normaliseRows', () => {
  it('gives shares of the reference, undefined where it has no beat', () => {
    expect(
      normaliseRows([
        [3, 1],
        [0, 0],
      ]),
    ).toEqual([
      [0.75, 0.25],
      [null, null],
    ]);
  });
});

describe('mostProbable', () => {
  it('takes the highest probability of each beat, the first of equals', () => {
    const probabilities = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0, 0.5, 0, 0, 0, 0.5);
    expect([...mostProbable(probabilities)]).toEqual([3, 0]);
  });
});
