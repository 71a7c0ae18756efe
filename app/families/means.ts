import { cutLength, shapeLength, slack } from './grid.ts';
import { levelOf } from './levelled.ts';
import { createTemplate, type Template } from './template.ts';

/** Mean and spread of the beats of a family, each without its own level. */
export interface FamilyMean {
  readonly template: Template;
  /** Mean in mV: leads x shapeLength. */
  readonly mean: Float32Array;
  /** Standard deviation in mV: leads x shapeLength. */
  readonly spread: Float32Array;
}

/** Sums up the shapes of several families at once, beat by beat in any order of families. */
export function createMeans(families: number, leads: number) {
  const length = leads * cutLength;
  const sums = new Float64Array(families * length);
  const squares = new Float64Array(families * length);
  const counts = new Uint32Array(families);

  return {
    /** @param shift values by which the beat is read later to lie under its family */
    add(family: number, cut: Float32Array, shift: number): void {
      counts[family]!++;
      for (let lead = 0; lead < leads; lead++) {
        const level = levelOf(cut, lead, shift);
        for (let index = 0; index < cutLength; index++) {
          const moved = Math.max(0, Math.min(cutLength - 1, index + shift));
          const value = cut[lead * cutLength + moved]! - level;
          const at = family * length + lead * cutLength + index;
          sums[at]! += value;
          squares[at]! += value * value;
        }
      }
    },
    finish(): FamilyMean[] {
      return Array.from(counts, (count, family) => {
        const cut = Float32Array.from({ length }, (_, index) => sums[family * length + index]! / Math.max(1, count));
        const mean = new Float32Array(leads * shapeLength);
        const spread = new Float32Array(leads * shapeLength);
        for (let index = 0; index < mean.length; index++) {
          const at = Math.floor(index / shapeLength) * cutLength + slack + (index % shapeLength);
          mean[index] = cut[at]!;
          const variance = squares[family * length + at]! / Math.max(1, count) - cut[at]! ** 2;
          spread[index] = Math.sqrt(Math.max(0, variance));
        }
        return { template: createTemplate(cut, leads, count), mean, spread };
      });
    },
  };
}
