import { eventKinds, type Criteria, type EventKind } from '../../contract/rhythm.ts';
import { atrialFibrillationWork } from './atrial-fibrillation.ts';
import { runWork, supraventricularEctopy, ventricularEctopy } from './ectopic-runs.ts';
import { escapeWork } from './escapes.ts';
import type { EventList, RhythmSource } from './event-list.ts';
import { entropyWork } from './irregularity.ts';
import { longestWork, pauseWork } from './pauses.ts';
import { rateEpisodeWork } from './rate-episodes.ts';
import type { MeasureEntropy } from './remembered-entropy.ts';
import { repeatWork } from './repeated-beats.ts';
import { inOneGo, type Work } from '../work.ts';

export type RhythmEvents = ReadonlyMap<EventKind, EventList>;

/**
 * Finds every event of every kind.
 *
 * A beat may belong to several: a couplet to trigeminy, all of them to tachycardia. Only within one origin a tachycardia is
 * not a run besides, and a run not a couplet.
 *
 * @param dismissed frames of first beats of pauses and longest intervals that a reader dismissed
 * @returns all of `eventKinds` in their order
 */
export function findEvents(
  source: RhythmSource,
  criteria: Criteria,
  dismissed: ReadonlySet<number> = new Set(),
): RhythmEvents {
  return inOneGo(eventWork(source, criteria, dismissed));
}

/**
 * As {@link findEvents}.
 *
 * @param measureEntropy what works out the irregularity, one with a memory where the same beats come again and again
 */
export function* eventWork(
  source: RhythmSource,
  criteria: Criteria,
  dismissed: ReadonlySet<number>,
  measureEntropy: MeasureEntropy = entropyWork,
): Work<RhythmEvents> {
  const lists: EventList[] = [];
  for (const ectopy of [ventricularEctopy, supraventricularEctopy]) {
    lists.push(...(yield* runWork(source, criteria, ectopy)));
    lists.push(yield* repeatWork(source, ectopy, 1, criteria.bigeminy.cycles));
    lists.push(yield* repeatWork(source, ectopy, 2, criteria.trigeminy.cycles));
  }
  lists.push(yield* atrialFibrillationWork(source, criteria, measureEntropy));
  lists.push(yield* pauseWork(source, criteria));
  lists.push(yield* longestWork(source, dismissed));
  lists.push(yield* escapeWork(source, criteria));
  lists.push(yield* rateEpisodeWork(source, true, criteria.bradycardia));
  lists.push(yield* rateEpisodeWork(source, false, criteria.tachycardia));
  const byKind = new Map(lists.map((list) => [list.kind, list]));
  return new Map(eventKinds.map((kind) => [kind, byKind.get(kind)!]));
}
