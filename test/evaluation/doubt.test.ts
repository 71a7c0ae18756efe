import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  entropyDoubt,
  errorsFound,
  errorsFoundIn,
  errorsOf,
  leastConfidence,
  selectiveAccuracy,
} from '../../app/evaluation/doubt.ts';

const some = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
  minLength: 1,
  maxLength: 60,
});

function lists(beats: readonly (readonly [number, boolean])[]): [Float32Array, Uint8Array] {
  return [Float32Array.from(beats, ([doubt]) => doubt), Uint8Array.from(beats, ([, wrong]) => Number(wrong))];
}

describe('doubt of a beat', () => {
  it('is what the chosen class leaves over, also when another class is more probable', () => {
    const probabilities = Float32Array.of(0.5, 0.25, 0.25, 0, 0, 0.75, 0.25, 0, 0, 0);
    expect([...leastConfidence({ probabilities, predictions: Uint8Array.of(0, 1) })]).toEqual([0.5, 0.75]);
  });

  it('is by entropy 0 for a certain beat and ln 5 for one that could be anything', () => {
    const probabilities = Float32Array.of(1, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2);
    const [certain, open] = entropyDoubt({ probabilities });
    expect(certain).toBe(0);
    expect(open).toBeCloseTo(Math.log(5), 6);
  });

  it('a beat is wrong when the model chose another class than the reference', () => {
    const wrong = errorsOf({ labels: Uint8Array.of(0, 1, 2), predictions: Uint8Array.of(0, 2, 2) });
    expect([...wrong]).toEqual([0, 1, 0]);
  });
});

describe('errors found against beats reviewed', () => {
  it('goes from the most doubtful beat on', () => {
    const doubt = Float32Array.of(0.1, 0.9, 0.5, 0.7);
    const wrong = Uint8Array.of(1, 1, 0, 0);
    expect(errorsFound(doubt, wrong, 4)).toEqual([
      [0, 0],
      [0.25, 0.5],
      [0.5, 0.5],
      [0.75, 0.5],
      [1, 1],
    ]);
    expect(errorsFoundIn(doubt, wrong, 0.25)).toBe(0.5);
  });

  it('takes beats of equal doubt as if in any order', () => {
    const wrong = Uint8Array.of(1, 0, 0, 1);
    expect(errorsFoundIn(new Float32Array(4), wrong, 0.5)).toBe(0.5);
  });

  it('starts at nothing, never falls and ends with all errors', () => {
    fc.assert(
      fc.property(some, (beats) => {
        const curve = errorsFound(...lists(beats));
        expect(curve === null).toBe(beats.every(([, wrong]) => !wrong));
        if (curve === null) return;
        expect(curve[0]).toEqual([0, 0]);
        expect(curve.at(-1)![1]).toBeCloseTo(1, 12);
        curve.slice(1).forEach(([, found], point) => expect(found).toBeGreaterThanOrEqual(curve[point]![1] - 1e-12));
      }),
    );
  });

  it('is none where there is no error', () => {
    expect(errorsFound(Float32Array.of(0.5), Uint8Array.of(0))).toBeNull();
    expect(errorsFoundIn(Float32Array.of(0.5), Uint8Array.of(0), 0.1)).toBeNull();
  });

  it('needs a doubt for every beat', () => {
    expect(() => errorsFound(Float32Array.of(0.5), Uint8Array.of(0, 1))).toThrow('1 doubts do not belong to 2 beats.');
  });
});

describe('accuracy of the beats that are not left to a person', () => {
  it('leaves the most doubtful out', () => {
    const doubt = Float32Array.of(0.1, 0.9, 0.5, 0.7);
    const wrong = Uint8Array.of(0, 1, 1, 0);
    expect(selectiveAccuracy(doubt, wrong, 1)).toBe(0.5);
    expect(selectiveAccuracy(doubt, wrong, 0.75)).toBeCloseTo(2 / 3, 12);
    expect(selectiveAccuracy(doubt, wrong, 0.25)).toBe(1);
    expect(selectiveAccuracy(doubt, wrong, 0)).toBeNull();
  });

  it('is the plain accuracy when nothing is left out', () => {
    fc.assert(
      fc.property(some, (beats) => {
        const right = beats.filter(([, wrong]) => !wrong).length;
        expect(selectiveAccuracy(...lists(beats), 1)).toBeCloseTo(right / beats.length, 12);
      }),
    );
  });
});
