import { eventKinds, type Criteria, type EventKind } from '../../contract/rhythm.ts';
import { findAtrialFibrillation } from './atrial-fibrillation.ts';
import { findRuns, supraventricularEctopy, ventricularEctopy } from './ectopic-runs.ts';
import { findEscapes } from './escapes.ts';
import type { EventList, RhythmSource } from './event-list.ts';
import { slidingEntropy } from './irregularity.ts';
import { findLongest, findPauses } from './pauses.ts';
import { findRateEpisodes } from './rate-episodes.ts';
import type { MeasureEntropy } from './remembered-entropy.ts';
import { findRepeated } from './repeated-beats.ts';

export type RhythmEvents = ReadonlyMap<EventKind, EventList>;

/**
 * Finds every event of every kind.
 *
 * A beat may belong to several: a couplet to trigeminy, all of them to tachycardia. Only within one origin a tachycardia is
 * not a run besides, and a run not a couplet.
 *
 * @param dismissed frames of first beats of pauses and longest intervals that a reader dismissed
 * @param measureEntropy what works out the irregularity, one with a memory where the same beats come again and again
 * @returns all of `eventKinds` in their order
 */
export function findEvents(
  source: RhythmSource,
  criteria: Criteria,
  dismissed: ReadonlySet<number> = new Set(),
  measureEntropy: MeasureEntropy = slidingEntropy,
): RhythmEvents {
  const lists = [
    ...[ventricularEctopy, supraventricularEctopy].flatMap((ectopy) => [
      ...findRuns(source, criteria, ectopy),
      findRepeated(source, ectopy, 1, criteria.bigeminy.cycles),
      findRepeated(source, ectopy, 2, criteria.trigeminy.cycles),
    ]),
    findAtrialFibrillation(source, criteria, measureEntropy),
    findPauses(source, criteria),
    findLongest(source, dismissed),
    findEscapes(source, criteria),
    findRateEpisodes(source, true, criteria.bradycardia),
    findRateEpisodes(source, false, criteria.tachycardia),
  ];
  const byKind = new Map(lists.map((list) => [list.kind, list]));
  return new Map(eventKinds.map((kind) => [kind, byKind.get(kind)!]));
}
