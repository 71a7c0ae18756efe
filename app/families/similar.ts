import type { Work } from '../rhythm/work.ts';
import { isLikeSized, leastSize, probeOf, productOf, sizeOf } from './compare.ts';
import { cutLength, shapeLength, slack } from './grid.ts';
import { unpackShape, type ShapeChunk } from './shape-chunk.ts';

/** What a search says of all beats. One value a beat. */
export interface SimilarColumns {
  /** Correlation with the beat searched for; 0 for beats outside the radius. */
  readonly correlations: Float32Array;
  /** 1 for beats as alike as the others, but much larger or smaller. */
  readonly otherSizes: Uint8Array;
}

/** Alignment may gain this much over a first look. */
const gain = 0.2;
/** Beats between two turns of other work: a third of a millisecond each where all beats of three leads are alike. */
const pieceBeats = 64;

/**
 * Searches for beats shaped like one beat: weighted correlation of all leads together, at the best of nine alignments
 * (a matched filter: Turin, An introduction to matched filters, 1960).
 *
 * @param cut the beat: leads x cutLength values in mV
 * @param radius least correlation, above 0
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
    /** Writes what is found among the beats of a chunk; what `into` says of others stays. */
    *search(chunk: ShapeChunk, into: SimilarColumns): Work<void> {
      if (size < leastSize) return;
      for (let place = 0; place < chunk.count; place++) {
        if (place % pieceBeats === pieceBeats - 1) yield;
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
        into.correlations[chunk.first + place] = Math.min(1, best);
        into.otherSizes[chunk.first + place] = Number(!isLikeSized(size, otherSize));
      }
    },
  };
}
