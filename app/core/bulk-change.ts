import { plainCodes } from '../contract/beat-codes.ts';
import { beatClasses, labelSources, notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BulkChange, BulkPreview } from '../contract/families.ts';
import type { ClassCounts } from '../contract/records.ts';
import { greatestProbability } from './family-list.ts';
import type { SessionColumns } from './session-columns.ts';

/** Beats that a bulk change is about, before those that it leaves out. */
export interface MeantBeats {
  /** Indices in the session's columns, in time order. */
  readonly beats: readonly number[];
  /** Which of them are outliers. */
  readonly isOutlier: (beat: number) => boolean;
}

/** Beats that a bulk change comes to, and why others are left out. */
export interface ChosenBeats {
  /** Indices in the session's columns, in time order. */
  readonly beats: readonly number[];
  readonly outliersLeftOut: number;
  readonly readLeftOut: number;
}

const person = labelSources.indexOf('person');

/** Leaves out outliers and beats that a person has read, unless they are asked for. */
export function chooseBeats(
  { beats, isOutlier }: MeantBeats,
  { sources }: Pick<SessionColumns, 'sources'>,
  { includeOutliers = false, includeRead = false }: Pick<BulkChange, 'includeOutliers' | 'includeRead'>,
): ChosenBeats {
  const inside = includeOutliers ? beats : beats.filter((beat) => !isOutlier(beat));
  const chosen = includeRead ? inside : inside.filter((beat) => sources[beat] !== person);
  return {
    beats: chosen,
    outliersLeftOut: beats.length - inside.length,
    readLeftOut: inside.length - chosen.length,
  };
}

/**
 * Positions of chosen beats that can be changed as chosen when the session has changed since: those that are still there and,
 * unless such beats were asked for, that no person has read meanwhile.
 *
 * @param chosen indices in `columns`, in time order
 */
export function stillChosen(
  chosen: readonly number[],
  columns: Pick<SessionColumns, 'samples'>,
  now: Pick<SessionColumns, 'samples' | 'sources'>,
  { includeRead = false }: Pick<BulkChange, 'includeRead'>,
): number[] {
  const positions: number[] = [];
  let at = 0;
  for (const beat of chosen) {
    const position = columns.samples[beat]!;
    while (at < now.samples.length && now.samples[at]! < position) at++;
    if (now.samples[at] !== position || (now.sources[at] === person && !includeRead)) continue;
    positions.push(position);
  }
  return positions;
}

/** Indices of beats by position. @throws CaliperError `not-found` for a position without a beat */
export function beatsAt({ samples }: Pick<SessionColumns, 'samples'>, positions: readonly number[]): number[] {
  const wanted = [...new Set(positions)].sort((a, b) => a - b);
  const beats: number[] = [];
  let beat = 0;
  for (const position of wanted) {
    while (beat < samples.length && samples[beat]! < position) beat++;
    if (samples[beat] !== position)
      throw new CaliperError('not-found', `There is no beat at sample ${position}; choose the beats again.`);
    beats.push(beat);
  }
  return beats;
}

/** The labels as they would be after the change, and their plain codes. */
export function labelsAfter(
  { labels, codes }: Pick<SessionColumns, 'labels' | 'codes'>,
  beats: readonly number[],
  label: number,
): Pick<SessionColumns, 'labels' | 'codes'> {
  const after = { labels: labels.slice(), codes: codes.slice() };
  for (const beat of beats) {
    if (labels[beat] === label) continue;
    after.labels[beat] = label;
    after.codes[beat] = plainCodes[label]!;
  }
  return after;
}

/** What a bulk change would do to the labels. @param label index into beatClasses */
export function previewLabels(
  columns: SessionColumns,
  chosen: ChosenBeats,
  label: number,
): Omit<BulkPreview, 'events'> {
  const { labels, sources, probabilities } = columns;
  const before = countLabels(labels);
  const after: ClassCounts = [...before];
  const from: ClassCounts = [0, 0, 0, 0, 0];
  let [changed, readChanged, named, sure] = [0, 0, 0, 0];
  for (const beat of chosen.beats) {
    const shown = labels[beat]!;
    const probability = greatestProbability(probabilities, beat);
    if (probability > 0) {
      named++;
      sure += probability;
    }
    if (shown === label) continue;
    changed++;
    after[label]!++;
    if (sources[beat] === person) readChanged++;
    if (shown === notAnalysed) continue;
    from[shown]!++;
    after[shown]!--;
  }
  return {
    changed,
    from,
    unchanged: chosen.beats.length - changed,
    outliersLeftOut: chosen.outliersLeftOut,
    readLeftOut: chosen.readLeftOut,
    readChanged,
    before,
    after,
    meanProbability: named > 0 ? sure / named : null,
    expectedErrors: named > 0 ? named - sure : null,
  };
}

function countLabels(labels: Uint8Array): ClassCounts {
  const counts: ClassCounts = [0, 0, 0, 0, 0];
  for (const label of labels) if (label < beatClasses.length) counts[label]!++;
  return counts;
}
