import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { beatsOfRecords, beatsWithout } from '../../app/evaluation/named-beats.ts';
import type { GroupedBeats } from '../../app/evaluation/named-beats.ts';
import { recordMatrices, recordTable } from '../../app/evaluation/record-table.ts';

/** Beats as [record, class, named class]; the named class has probability 1. */
function beatsFrom(records: readonly string[], list: readonly (readonly [number, number, number])[]): GroupedBeats {
  const probabilities = new Float32Array(list.length * 5);
  list.forEach(([, , named], beat) => (probabilities[beat * 5 + named] = 1));
  return {
    records,
    recordOf: Uint16Array.from(list, ([record]) => record),
    labels: Uint8Array.from(list, ([, label]) => label),
    predictions: Uint8Array.from(list, ([, , named]) => named),
    probabilities,
  };
}

const beats = beatsFrom(
  ['100', '232', '999'],
  [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [0, 1, 1],
    [1, 1, 0],
    [1, 1, 1],
  ],
);

describe('a classification record by record', () => {
  it('has every record that has beats, gross figures and means over records', () => {
    const { records, gross, average } = recordTable(beats);
    expect(records.map(({ record }) => record)).toEqual(['100', '232']);
    expect(gross.accuracy).toBeCloseTo(5 / 6, 12);
    expect(average.accuracy).toBe(0.75);
    expect(gross.classes.S.recall).toBeCloseTo(2 / 3, 12);
    expect(average.classes.S.recall).toBe(0.75);
    expect(average.classes.V.recall).toBeNull();
    expect(gross.ece).toBeCloseTo(1 / 6, 6);
  });

  it('can leave a record out', () => {
    const without = beatsWithout(beats, ['232']);
    expect(without.records).toEqual(['100', '999']);
    expect(recordTable(without).gross.accuracy).toBe(1);
    expect([...beatsOfRecords(beats, ['232']).labels]).toEqual([1, 1]);
  });

  it('adds up to the matrix of all beats', () => {
    const beat = fc.tuple(fc.nat(2), fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(fc.array(beat, { minLength: 1, maxLength: 50 }), (list) => {
        const invented = beatsFrom(['a', 'b', 'c'], list);
        const matrices = recordMatrices(invented);
        const { gross } = recordTable(invented);
        gross.confusion.forEach((row, r) =>
          row.forEach((count, c) => expect(matrices.reduce((sum, matrix) => sum + matrix[r]![c]!, 0)).toBe(count)),
        );
      }),
    );
  });

  it('refuses lists that do not belong together', () => {
    expect(() => recordTable({ ...beats, predictions: new Uint8Array(1) })).toThrow('do not belong together');
    expect(() => recordTable({ ...beats, records: ['100'] })).toThrow('6 beats cannot be told apart by 1 records.');
  });
});
