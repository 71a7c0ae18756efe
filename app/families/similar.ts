import { isLikeSized, leastSize, probeOf, productOf, sizeOf } from './compare.ts';
import { cutLength, shapeLength, slack } from './grid.ts';
import { unpackShape, type ShapeChunk } from './shape-chunk.ts';

/** A beat that is shaped like another. */
export interface SimilarBeat {
  /** Index among all beats. */
  readonly index: number;
  readonly correlation: number;
  /** As alike as the others, but much larger or smaller. */
  readonly otherSize: boolean;
}

/** Alignment may gain this much over a first look. */
const gain = 0.2;

/**
 * Searches for beats shaped like one beat: weighted correlation of all leads together, at the best of nine alignments
 * (a matched filter: Turin, An introduction to matched filters, 1960).
 *
 * @param cut the beat: leads x cutLength values in mV
 * @param radius least correlation
 */
export function createSimilarSearch(cut: Float32Array, leads: number, radius: number) {
  const size = sizeOf(cut, leads);
  const probes = Array.from({ length: 2 * slack + 1 }, (_, index) => {
    const probe = new Float32Array(leads * shapeLength);
    probeOf(cut, leads, index - slack, probe);
    return probe;
  });
  const other = new Float32Array(leads * cutLength);

  return {
    /** The beats of a chunk within the radius, in time order. */
    search(chunk: ShapeChunk): SimilarBeat[] {
      const found: SimilarBeat[] = [];
      if (size < leastSize) return found;
      for (let place = 0; place < chunk.count; place++) {
        unpackShape(chunk, place, leads, other);
        const otherSize = sizeOf(other, leads);
        if (otherSize < leastSize) continue;
        let best = productOf(probes[slack]!, other, leads) / otherSize;
        if (best < radius - gain) continue;
        for (let shift = 0; shift < probes.length; shift++) {
          const product = productOf(probes[shift]!, other, leads) / otherSize;
          if (product > best) best = product;
        }
        if (best < radius) continue;
        found.push({
          index: chunk.first + place,
          correlation: Math.min(1, best),
          otherSize: !isLikeSized(size, otherSize),
        });
      }
      return found;
    },
  };
}
