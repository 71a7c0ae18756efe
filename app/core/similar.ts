import { notAnalysed } from '../contract/classes.ts';
import { thumbnailCount } from '../contract/families.ts';
import type { Input, Output } from '../rpc/contract.ts';
import type { ApplicationContract } from '../contract/application.ts';
import { shapeBefore, shapeLength, shapeRate } from '../families/grid.ts';
import { createMeans } from '../families/means.ts';
import { createSimilarSearch, type SimilarBeat } from '../families/similar.ts';
import type { FamilyStore } from '../store/families.ts';
import { beatsInMaking, levelled } from './family-members.ts';
import type { LoadedFamilies } from './family-session.ts';
import { eachChunk, readShapes } from './family-shapes.ts';
import type { SessionColumns } from './session-columns.ts';

/** Beats that the mean of those found is made of, at most: the nearest. */
const meanOf = 500;

/** A beat that was found, by its index in the session's columns. */
export interface FoundBeat {
  readonly beat: number;
  readonly made: number;
  readonly correlation: number;
  readonly otherSize: boolean;
}

export type SimilarAnswer = Output<ApplicationContract, 'similar.find'>;

/**
 * Searches all shapes of a session for those like one beat.
 *
 * @returns nearest first; null when the beat came after the shapes were made
 */
export async function findSimilar(
  store: FamilyStore,
  loaded: LoadedFamilies,
  columns: SessionColumns,
  { sample, radius }: Pick<Input<ApplicationContract, 'similar.find'>, 'sample' | 'radius'>,
): Promise<FoundBeat[] | null> {
  const { made } = loaded;
  const index = made.samples.indexOf(sample);
  if (index < 0) return null;
  const cut = await readShapes(store, made, [index]);
  const search = createSimilarSearch(cut, made.leads.length, radius);
  const found = new Map<number, SimilarBeat>();
  for await (const chunk of eachChunk(store, made)) {
    for (const beat of search.search(chunk)) found.set(beat.index, beat);
  }
  const inMaking = beatsInMaking(columns, made.samples);
  const beats: FoundBeat[] = [];
  inMaking.forEach((place, beat) => {
    const similar = found.get(place);
    if (similar) beats.push({ beat, made: place, correlation: similar.correlation, otherSize: similar.otherSize });
  });
  return beats.sort((a, b) => Number(b.made === index) - Number(a.made === index) || b.correlation - a.correlation);
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

/** What a screen is told of the beats that were found. */
export async function answerSimilar(
  store: FamilyStore,
  { made, shifts }: LoadedFamilies,
  columns: SessionColumns,
  found: readonly FoundBeat[],
): Promise<SimilarAnswer> {
  const leads = made.leads.length;
  const alike = found.filter(({ otherSize }) => !otherSize);
  const nearest = alike.slice(0, meanOf);
  const cuts = await readShapes(
    store,
    made,
    nearest.map((beat) => beat.made),
  );
  const means = createMeans(1, leads);
  const cutOf = (place: number) =>
    cuts.subarray((place * cuts.length) / nearest.length, ((place + 1) * cuts.length) / nearest.length);
  nearest.forEach((beat, place) => means.add(0, cutOf(place), shifts[beat.made]!));
  const mean = means.finish()[0]!.mean;
  const shown = nearest.slice(0, thumbnailCount + 1);
  const shapes = levelled(
    cuts,
    leads,
    shown.map((beat) => shifts[beat.made]!),
  );
  const length = leads * shapeLength;
  const waveforms = new Float32Array(length * (shown.length + 1));
  waveforms.set(shapes.subarray(0, length));
  waveforms.set(mean, length);
  waveforms.set(shapes.subarray(length), 2 * length);
  const classes: SimilarAnswer['classes'] = [0, 0, 0, 0, 0];
  for (const { beat } of alike) if (columns.labels[beat] !== notAnalysed) classes[columns.labels[beat]!]!++;
  return {
    state: 'ready',
    grid: gridOf(made.leads),
    samples: Int32Array.from(alike, ({ beat }) => columns.samples[beat]!),
    correlations: Float32Array.from(alike, ({ correlation }) => correlation),
    labels: Uint8Array.from(alike, ({ beat }) => columns.labels[beat]!),
    classes,
    outliers: Int32Array.from(
      found.filter(({ otherSize }) => otherSize),
      ({ beat }) => columns.samples[beat]!,
    ),
    waveforms,
  };
}

/** How the shapes of a making were cut, as screens need to know. */
export function gridOf(leads: readonly number[]): NonNullable<SimilarAnswer['grid']> {
  return { rate: shapeRate, before: shapeBefore, length: shapeLength, leads: [...leads] };
}
