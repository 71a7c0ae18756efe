import { notAnalysed } from '../contract/classes.ts';
import { thumbnailCount } from '../contract/families.ts';
import type { Input, Output } from '../rpc/contract.ts';
import type { ApplicationContract } from '../contract/application.ts';
import { shapeBefore, shapeLength, shapeRate } from '../families/grid.ts';
import { createMeans } from '../families/means.ts';
import { nearestFirst } from '../families/nearest-first.ts';
import { createSimilarSearch, type SimilarColumns } from '../families/similar.ts';
import { pieceMask, type Work } from '../rhythm/work.ts';
import type { FamilyStore } from '../store/families.ts';
import { beatsInMaking, levelled } from './family-members.ts';
import type { LoadedFamilies } from './family-session.ts';
import { eachChunk, readShapes } from './family-shapes.ts';
import { givingWay } from './give-way.ts';
import type { SessionColumns } from './session-columns.ts';

/** Beats that the mean of those found is made of, at most: the nearest. */
const meanOf = 500;

/** What a search found. The columns have one value a beat of the making. */
export interface FoundBeats extends SimilarColumns {
  /** Index of the beat searched for, in the making. */
  readonly own: number;
}

export type SimilarAnswer = Output<ApplicationContract, 'similar.find'>;

/**
 * Searches all shapes of a session for those like one beat.
 *
 * @returns null when the beat came after the shapes were made
 * @throws what `signal` was aborted with
 */
export async function findSimilar(
  store: FamilyStore,
  { made }: LoadedFamilies,
  { sample, radius }: Pick<Input<ApplicationContract, 'similar.find'>, 'sample' | 'radius'>,
  signal: AbortSignal,
): Promise<FoundBeats | null> {
  const own = made.samples.indexOf(sample);
  if (own < 0) return null;
  const search = createSimilarSearch(await readShapes(store, made, [own]), made.leads.length, radius);
  const count = made.samples.length;
  const found: FoundBeats = { own, correlations: new Float32Array(count), otherSizes: new Uint8Array(count) };
  for await (const chunk of eachChunk(store, made)) {
    signal.throwIfAborted();
    await givingWay(search.search(chunk, found));
  }
  signal.throwIfAborted();
  return found;
}

/** Shown beats that were found, in time order: indices in the session's columns. */
export function beatsFound(inMaking: Int32Array, { correlations }: FoundBeats): number[] {
  const beats: number[] = [];
  for (let beat = 0; beat < inMaking.length; beat++) if ((correlations[inMaking[beat]!] ?? 0) > 0) beats.push(beat);
  return beats;
}

export const noSimilar: Omit<SimilarAnswer, 'state'> = {
  grid: null,
  samples: new Int32Array(0),
  correlations: new Float32Array(0),
  labels: new Uint8Array(0),
  classes: [0, 0, 0, 0, 0],
  outliers: new Int32Array(0),
  waveforms: new Float32Array(0),
};

/** What a screen is told of the beats that were found, of those that are still shown. */
export async function answerSimilar(
  store: FamilyStore,
  loaded: LoadedFamilies,
  columns: SessionColumns,
  found: FoundBeats,
): Promise<SimilarAnswer> {
  const { leads, samples } = loaded.made;
  const { alike, others, beatOf } = await givingWay(inOrder(beatsInMaking(columns, samples), found));
  return {
    state: 'ready',
    grid: gridOf(leads),
    waveforms: await nearestShapes(store, loaded, alike.subarray(0, meanOf)),
    outliers: others.map((made) => samples[made]!),
    ...(await givingWay(describe(columns, alike, beatOf, found))),
  };
}

/** The shown beats that were found, nearest first, the beat itself before all: indices in the making, and from there to columns. */
function* inOrder(
  inMaking: Int32Array,
  { own, correlations, otherSizes }: FoundBeats,
): Work<{ alike: Int32Array; others: Int32Array; beatOf: Int32Array }> {
  const beatOf = new Int32Array(correlations.length);
  const all = { alike: new Int32Array(inMaking.length), others: new Int32Array(inMaking.length) };
  const counts = { alike: 0, others: 0 };
  for (let beat = 0; beat < inMaking.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const made = inMaking[beat]!;
    if (made < 0 || correlations[made] === 0) continue;
    beatOf[made] = beat;
    const kind = otherSizes[made] === 1 ? 'others' : 'alike';
    all[kind][counts[kind]++] = made;
  }
  const alike = yield* nearestFirst(all.alike.subarray(0, counts.alike), correlations);
  const place = alike.indexOf(own);
  if (place > 0) alike.copyWithin(1, 0, place)[0] = own;
  return { alike, others: yield* nearestFirst(all.others.subarray(0, counts.others), correlations), beatOf };
}

/** Positions, correlations and shown labels of beats of the making, and how many there are of each class. */
function* describe(
  columns: SessionColumns,
  alike: Int32Array,
  beatOf: Int32Array,
  { correlations }: FoundBeats,
): Work<Pick<SimilarAnswer, 'samples' | 'correlations' | 'labels' | 'classes'>> {
  const classes: SimilarAnswer['classes'] = [0, 0, 0, 0, 0];
  const answer = {
    samples: new Int32Array(alike.length),
    correlations: new Float32Array(alike.length),
    labels: new Uint8Array(alike.length),
    classes,
  };
  for (let at = 0; at < alike.length; at++) {
    if ((at & pieceMask) === 0) yield;
    const beat = beatOf[alike[at]!]!;
    const label = columns.labels[beat]!;
    answer.samples[at] = columns.samples[beat]!;
    answer.correlations[at] = correlations[alike[at]!]!;
    answer.labels[at] = label;
    if (label !== notAnalysed) classes[label]!++;
  }
  return answer;
}

/** The beat itself, the mean of the nearest, and the nearest: see `similar.find`. Flat lines where there is none. */
async function nearestShapes(
  store: FamilyStore,
  { made, shifts }: LoadedFamilies,
  nearest: Int32Array,
): Promise<Float32Array> {
  const leads = made.leads.length;
  const cuts = await readShapes(store, made, [...nearest]);
  const means = createMeans(1, leads);
  nearest.forEach((beat, place) => {
    const cut = cuts.subarray((place * cuts.length) / nearest.length, ((place + 1) * cuts.length) / nearest.length);
    means.add(0, cut, shifts[beat]!);
  });
  const shown = [...nearest.subarray(0, thumbnailCount + 1)];
  const shapes = levelled(
    cuts,
    leads,
    shown.map((beat) => shifts[beat]!),
  );
  const length = leads * shapeLength;
  const waveforms = new Float32Array(length * (Math.max(1, shown.length) + 1));
  waveforms.set(shapes.subarray(0, length));
  waveforms.set(means.finish()[0]!.mean, length);
  waveforms.set(shapes.subarray(length), 2 * length);
  return waveforms;
}

/** How the shapes of a making were cut, as screens need to know. */
export function gridOf(leads: readonly number[]): NonNullable<SimilarAnswer['grid']> {
  return { rate: shapeRate, before: shapeBefore, length: shapeLength, leads: [...leads] };
}
