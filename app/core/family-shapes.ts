import { setImmediate as turn } from 'node:timers/promises';

import { cutLength } from '../families/grid.ts';
import { unpackShape, type ShapeChunk } from '../families/shape-chunk.ts';
import type { FamilyStore, StoredFamilies } from '../store/families.ts';

/** Chunk after chunk of a making, in time order; other calls get their turn between them. */
export async function* eachChunk(
  store: FamilyStore,
  { id, samples }: Pick<StoredFamilies, 'id' | 'samples'>,
): AsyncGenerator<ShapeChunk> {
  for (let index = 0; index < samples.length;) {
    const chunk = await store.shapes(id, index);
    if (!chunk) return;
    yield chunk;
    index = chunk.first + chunk.count;
    await turn();
  }
}

/**
 * The shapes of chosen beats.
 *
 * @param indices among the beats of the making, in any order
 * @returns indices x leads x cutLength values in mV; zeros for a beat that the store does not have
 */
export async function readShapes(
  store: FamilyStore,
  { id, leads }: Pick<StoredFamilies, 'id' | 'leads'>,
  indices: readonly number[],
): Promise<Float32Array> {
  const length = leads.length * cutLength;
  const cuts = new Float32Array(indices.length * length);
  const order = indices.map((index, place) => ({ index, place })).sort((a, b) => a.index - b.index);
  let chunk: ShapeChunk | null = null;
  for (const { index, place } of order) {
    if (!chunk || index >= chunk.first + chunk.count) chunk = await store.shapes(id, index);
    if (!chunk) break;
    unpackShape(chunk, index - chunk.first, leads.length, cuts.subarray(place * length, (place + 1) * length));
  }
  return cuts;
}
