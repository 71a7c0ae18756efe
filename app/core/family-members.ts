import type { FamilyMembers } from '../contract/families.ts';
import { notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { shapeLength, slack, cutLength } from '../families/grid.ts';
import { writeLevelled } from '../families/levelled.ts';
import type { FamilyStore } from '../store/families.ts';
import type { LoadedFamilies } from './family-session.ts';
import { readShapes } from './family-shapes.ts';
import { alone } from './make-families.ts';
import type { SessionColumns } from './session-columns.ts';

/** For each shown beat its index in the making, or -1 for beats that came after it. */
export function beatsInMaking(columns: Pick<SessionColumns, 'samples'>, made: Int32Array): Int32Array {
  const indices = new Int32Array(columns.samples.length).fill(-1);
  let at = 0;
  for (let beat = 0; beat < indices.length; beat++) {
    const sample = columns.samples[beat]!;
    while (at < made.length && made[at]! < sample) at++;
    if (at < made.length && made[at] === sample) indices[beat] = at;
  }
  return indices;
}

/** Index of a family by its name. @throws CaliperError `not-found` */
export function familyIndex({ families }: Pick<LoadedFamilies, 'families'>, id: string): number {
  const index = families.findIndex((family) => family.id === id);
  if (index >= 0) return index;
  throw new CaliperError('not-found', 'This family is no longer there; it was merged, split or made again.');
}

/** Shown beats of families, in time order: indices in the session's columns. */
export function beatsOfFamilies(
  loaded: LoadedFamilies,
  inMaking: Int32Array,
  ids: readonly string[],
  includeOutliers: boolean,
): number[] {
  const wanted = new Set(ids.map((id) => familyIndex(loaded, id)));
  const beats: number[] = [];
  for (let beat = 0; beat < inMaking.length; beat++) {
    const made = inMaking[beat]!;
    if (made < 0 || loaded.familyOf[made] === alone || !wanted.has(loaded.familyOf[made]!)) continue;
    if (includeOutliers || loaded.outliers[made] === 0) beats.push(beat);
  }
  return beats;
}

/** A page of a family's members: nearest to the mean first, of outliers the farthest. */
export async function pageOfMembers(
  store: FamilyStore,
  loaded: LoadedFamilies,
  columns: SessionColumns,
  { familyId, outliers, offset, limit }: { familyId: string; outliers: boolean; offset: number; limit: number },
): Promise<FamilyMembers> {
  const family = familyIndex(loaded, familyId);
  const inMaking = beatsInMaking(columns, loaded.made.samples);
  const members: number[] = [];
  for (let beat = 0; beat < inMaking.length; beat++) {
    const made = inMaking[beat]!;
    if (made >= 0 && loaded.familyOf[made] === family && (loaded.outliers[made] === 1) === outliers) members.push(beat);
  }
  const distance = (beat: number) => loaded.distances[inMaking[beat]!]!;
  const sign = outliers ? -1 : 1;
  members.sort((a, b) => sign * (distance(a) - distance(b)) || a - b);
  const page = members.slice(offset, offset + limit);
  const indices = page.map((beat) => inMaking[beat]!);
  const cuts = await readShapes(store, loaded.made, indices);
  return {
    total: members.length,
    samples: Int32Array.from(page, (beat) => columns.samples[beat]!),
    labels: Uint8Array.from(page, (beat) => columns.labels[beat] ?? notAnalysed),
    correlations: Float32Array.from(indices, (made) => loaded.correlations[made]!),
    waveforms: levelled(
      cuts,
      loaded.made.leads.length,
      indices.map((made) => loaded.shifts[made]!),
    ),
  };
}

/** Kept shapes as screens draw them: beats x leads x shapeLength values in mV, each lead without its level. */
export function levelled(cuts: Float32Array, leads: number, shifts: readonly number[]): Float32Array {
  const length = leads * shapeLength;
  const waveforms = new Float32Array(shifts.length * length);
  shifts.forEach((shift, place) => {
    const cut = cuts.subarray(place * leads * cutLength, (place + 1) * leads * cutLength);
    writeLevelled(cut, leads, Math.max(-slack, Math.min(slack, shift)), waveforms, place * length);
  });
  return waveforms;
}
