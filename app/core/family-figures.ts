import { distanceOf, productOf, sizeOf } from '../families/compare.ts';
import { thumbnailCount } from '../contract/families.ts';
import { cutLength, shapeLength } from '../families/grid.ts';
import { writeLevelled } from '../families/levelled.ts';
import { createMeans, type FamilyMean } from '../families/means.ts';
import { medianOf, outlierLimit } from '../families/outliers.ts';
import { unpackShape } from '../families/shape-chunk.ts';
import type { FamilyStore, StoredFamilies } from '../store/families.ts';
import { eachChunk } from './family-shapes.ts';

/** What the shapes of a family's beats say of it. */
export interface FamilyFigures extends FamilyMean {
  readonly count: number;
  readonly medianCorrelation: number;
  /** Distance from which on a beat is an outlier. */
  readonly limit: number;
  /** Beats spread evenly over the family, in mV: thumbnails x leads x shapeLength. */
  readonly thumbnails: Float32Array;
}

/** Columns of one value a beat that figures are written into. */
export interface BeatFigures {
  /** Correlation with the family's mean. */
  readonly correlations: Float32Array;
  /** Distance from the family's mean, see `distanceOf`. */
  readonly distances: Float32Array;
  /** 1 where a beat lies outside its family. */
  readonly outliers: Uint8Array;
}

/**
 * Measures families in two passes over the shapes of their beats: means first, then how far each beat is from its own.
 *
 * @param familyOf index of the family of each beat; beats of others than `families` are passed over
 * @param families which to measure
 * @param shifts values by which each beat is read later to lie under its family
 */
export async function measureFamilies(
  store: FamilyStore,
  made: StoredFamilies,
  { familyOf, families, shifts }: { familyOf: Uint16Array; families: readonly number[]; shifts: Int8Array },
  into: BeatFigures,
): Promise<Map<number, FamilyFigures>> {
  const leads = made.leads.length;
  const length = leads * shapeLength;
  const cut = new Float32Array(leads * cutLength);
  const place = new Map(families.map((family, at) => [family, at]));
  const means = createMeans(families.length, leads);
  async function eachBeat(visit: (beat: number, at: number) => void): Promise<void> {
    for await (const chunk of eachChunk(store, made)) {
      for (let row = 0; row < chunk.count; row++) {
        const at = place.get(familyOf[chunk.first + row]!);
        if (at === undefined) continue;
        unpackShape(chunk, row, leads, cut);
        visit(chunk.first + row, at);
      }
    }
  }

  await eachBeat((beat, at) => means.add(at, cut, shifts[beat]!));
  const finished = means.finish();
  const counts = finished.map(({ template }) => template.count);
  const seen = counts.map(() => 0);
  const correlations = counts.map((count) => new Float32Array(count));
  const distances = counts.map((count) => new Float32Array(count));
  const thumbnails = counts.map((count) => new Float32Array(Math.min(count, thumbnailCount) * length));
  await eachBeat((beat, at) => {
    const { template } = finished[at]!;
    const shift = shifts[beat]!;
    const size = sizeOf(cut, leads, shift);
    const correlation = size > 0 ? productOf(template.probe, cut, leads, shift) / size : 0;
    const distance = distanceOf(correlation, size, template.size);
    const member = seen[at]!++;
    into.correlations[beat] = correlations[at]![member] = correlation;
    into.distances[beat] = distances[at]![member] = distance;
    const shown = Math.min(counts[at]!, thumbnailCount);
    const thumbnail = Math.ceil((member * shown) / counts[at]!);
    if (Math.floor((thumbnail * counts[at]!) / shown) !== member || thumbnail >= shown) return;
    writeLevelled(cut, leads, shift, thumbnails[at]!, thumbnail * length);
  });
  const figures = new Map<number, FamilyFigures>();
  families.forEach((family, at) => {
    figures.set(family, {
      ...finished[at]!,
      count: counts[at]!,
      medianCorrelation: medianOf(correlations[at]!),
      limit: outlierLimit(distances[at]!),
      thumbnails: thumbnails[at]!,
    });
  });
  for (let beat = 0; beat < familyOf.length; beat++) {
    const found = figures.get(familyOf[beat]!);
    if (found) into.outliers[beat] = Number(into.distances[beat]! > found.limit);
  }
  return figures;
}
