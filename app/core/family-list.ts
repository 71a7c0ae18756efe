import { beatClasses, labelSources, notAnalysed } from '../contract/classes.ts';
import { placeBuckets, type Family, type FamilyOrder } from '../contract/families.ts';
import type { ClassCounts } from '../contract/records.ts';
import { medianOf } from '../families/outliers.ts';
import { beatsInMaking } from './family-members.ts';
import type { LoadedFamilies } from './family-session.ts';
import { alone } from './make-families.ts';
import type { SessionColumns } from './session-columns.ts';

const person = labelSources.indexOf('person');
const classCount = beatClasses.length;
/** Milliseconds from which on two beats are not neighbours: a gap lies between. */
const longestInterval = 5000;

/** What the labels, the model and the places of a family's shown beats say. */
interface Tally {
  readonly classes: ClassCounts;
  readonly places: Uint32Array;
  readonly intervals: number[];
  count: number;
  outliers: number;
  read: number;
  sure: number;
  named: number;
  first: number;
}

export interface ListedFamilies {
  readonly families: Family[];
  readonly beats: number;
  readonly singles: Int32Array;
  readonly without: number;
  readonly unread: number;
}

/** The families of a session with the labels that its beats show now. Beats that a person deleted do not count. */
export function listFamilies(loaded: LoadedFamilies, columns: SessionColumns, order: FamilyOrder): ListedFamilies {
  const { samples, sources } = columns;
  const inMaking = beatsInMaking(columns, loaded.made.samples);
  const tallies = loaded.families.map((): Tally => ({
    classes: [0, 0, 0, 0, 0],
    places: new Uint32Array(placeBuckets),
    intervals: [],
    count: 0,
    outliers: 0,
    read: 0,
    sure: 0,
    named: 0,
    first: -1,
  }));
  const singles: number[] = [];
  let without = 0;
  let unread = 0;
  for (let beat = 0; beat < samples.length; beat++) {
    const made = inMaking[beat]!;
    if (made < 0) {
      without++;
      continue;
    }
    const tally = tallies[loaded.familyOf[made]!];
    if (loaded.familyOf[made] === alone || !tally) {
      singles.push(samples[beat]!);
      continue;
    }
    count(tally, columns, beat);
    tally.outliers += loaded.outliers[made]!;
    if (sources[beat] !== person) unread++;
  }
  const families = tallies.flatMap((tally, index) => (tally.count === 0 ? [] : [describe(loaded, index, tally)]));
  families.sort((a, b) => b.count - a.count || a.firstSample - b.firstSample);
  const numbered = families.map((family, index) => ({ ...family, number: index + 1 }));
  return {
    families: numbered.sort(comparisons[order]),
    beats: samples.length - without - singles.length,
    singles: Int32Array.from(singles),
    without,
    unread,
  };
}

function count(tally: Tally, { samples, labels, sources, probabilities, rate, frames }: SessionColumns, beat: number) {
  const sample = samples[beat]!;
  const label = labels[beat]!;
  if (tally.count === 0) tally.first = sample;
  tally.count++;
  if (label !== notAnalysed) tally.classes[label]!++;
  if (sources[beat] === person) tally.read++;
  tally.places[Math.min(placeBuckets - 1, Math.floor((sample / Math.max(1, frames)) * placeBuckets))]!++;
  const interval = beat === 0 ? Infinity : ((sample - samples[beat - 1]!) / rate) * 1000;
  if (interval < longestInterval) tally.intervals.push(interval);
  const sure = greatestProbability(probabilities, beat);
  if (sure === 0) return;
  tally.named++;
  tally.sure += sure;
}

/** Probability that the model gave to what it said, 0 when it was not asked. */
export function greatestProbability(probabilities: Uint16Array, beat: number): number {
  let most = 0;
  for (let index = beat * classCount; index < (beat + 1) * classCount; index++)
    most = Math.max(most, probabilities[index]!);
  return most / 65_535;
}

function describe(loaded: LoadedFamilies, index: number, tally: Tally): Family {
  const family = loaded.families[index]!;
  const { classes, intervals } = tally;
  const commonest = classes.indexOf(Math.max(...classes));
  return {
    id: family.id,
    number: 0,
    count: tally.count,
    outliers: tally.outliers,
    classes,
    label: classes[commonest]! > 0 ? commonest : null,
    read: tally.read,
    meanProbability: tally.named > 0 ? tally.sure / tally.named : null,
    medianCorrelation: family.medianCorrelation,
    rrBefore: intervals.length > 0 ? medianOf(Float32Array.from(intervals)) : null,
    firstSample: tally.first,
    mean: family.mean,
    spread: family.spread,
    thumbnails: family.thumbnails,
    places: tally.places,
    merged: family.merged,
    split: family.split,
  };
}

const comparisons: Record<FamilyOrder, (a: Family, b: Family) => number> = {
  count: (a, b) => a.number - b.number,
  class: (a, b) => (a.label ?? classCount) - (b.label ?? classCount) || a.number - b.number,
  doubt: (a, b) => (a.meanProbability ?? -1) - (b.meanProbability ?? -1) || a.number - b.number,
};
