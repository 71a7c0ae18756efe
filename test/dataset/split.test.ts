import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitValidation } from '../../app/dataset/split.ts';
import { createRandom } from '../../app/signal/random.ts';

const labelsArbitrary = fc.array(fc.nat(4), { maxLength: 400 }).map((labels) => Uint8Array.from(labels));

function countOf(labels: Uint8Array, rows: Iterable<number>, label: number): number {
  let count = 0;
  for (const row of rows) if (labels[row] === label) count++;
  return count;
}

describe('splitValidation', () => {
  it('puts every row into exactly one part', () => {
    fc.assert(
      fc.property(
        labelsArbitrary,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.nat(),
        (labels, fraction, seed) => {
          const { training, validation } = splitValidation(labels, fraction, createRandom(seed));
          const all = [...training, ...validation].sort((a, b) => a - b);
          expect(all).toEqual([...labels.keys()]);
        },
      ),
    );
  });

  it('gives validation the same share of every class', () => {
    fc.assert(
      fc.property(labelsArbitrary, fc.nat(), (labels, seed) => {
        const { validation } = splitValidation(labels, 0.1, createRandom(seed));
        for (let label = 0; label < 5; label++) {
          expect(countOf(labels, validation, label)).toBe(Math.round(0.1 * countOf(labels, labels.keys(), label)));
        }
      }),
    );
  });

  it('returns both parts in ascending order', () => {
    const { training, validation } = splitValidation(new Uint8Array(1000).fill(2), 0.3, createRandom(4));
    expect([...training]).toEqual([...training].sort((a, b) => a - b));
    expect([...validation]).toEqual([...validation].sort((a, b) => a - b));
  });

  it('draws the same rows for the same seed and others for another', () => {
    const labels = new Uint8Array(500);
    const first = splitValidation(labels, 0.1, createRandom(1)).validation;
    expect(splitValidation(labels, 0.1, createRandom(1)).validation).toEqual(first);
    expect(splitValidation(labels, 0.1, createRandom(2)).validation).not.toEqual(first);
  });

  it('refuses a label that is no class', () => {
    expect(() => splitValidation(Uint8Array.of(0, 7), 0.1, createRandom(1))).toThrow('Row 1 has the label 7');
  });

  it('refuses a share of everything', () => {
    expect(() => splitValidation(Uint8Array.of(0), 1, createRandom(1))).toThrow('[0, 1)');
  });
});
