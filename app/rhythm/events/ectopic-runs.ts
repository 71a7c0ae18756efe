import type { Criteria } from '../../contract/rhythm.ts';
import { fusion, supraventricular, ventricular } from '../beats.ts';
import { EventCollector, follows, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/** Where ectopic beats come from, and the names of what they form. */
export interface Ectopy {
  readonly origin: 'ventricular' | 'supraventricular';
  readonly belongs: (label: number) => boolean;
}

/** Fusion beats belong to ventricular runs, as in the run comparison of ANSI/AAMI EC57 (program rxr). */
export const ventricularEctopy: Ectopy = {
  origin: 'ventricular',
  belongs: (label) => label === ventricular || label === fusion,
};
export const supraventricularEctopy: Ectopy = {
  origin: 'supraventricular',
  belongs: (label) => label === supraventricular,
};

const shortestRun = 3;

/**
 * Couplets, runs and tachycardias: successive ectopic beats of one origin with readable signal between all of them.
 *
 * Two make a couplet, three or more a run. A run that is long and fast enough to be a tachycardia is listed as that and not
 * as a run besides. Any other beat ends a run, unknown ones (Q) and those not analysed too. The rate is the mean over the
 * intervals inside.
 *
 * @returns couplets, runs, tachycardias
 */
export function* runWork(source: RhythmSource, criteria: Criteria, ectopy: Ectopy): Work<EventList[]> {
  const { beats, intervals } = source;
  const { origin, belongs } = ectopy;
  const isSupraventricular = origin === 'supraventricular';
  const tachycardia = isSupraventricular ? criteria.supraventricularTachycardia : criteria.ventricularTachycardia;
  /** A prematurity that is not known is not held against a run. */
  const latest = isSupraventricular ? 1 - criteria.prematurity.percent / 100 : Number.POSITIVE_INFINITY;
  const asked = isSupraventricular && criteria.prematurity.percent > 0;
  const couplets = new EventCollector(`${origin}-couplet`);
  const runs = new EventCollector(`${origin}-run`);
  const tachycardias = new EventCollector(`${origin}-tachycardia`);
  const count = beats.samples.length;
  for (let first = 0, next = 0; first < count; first++) {
    if (first >= next) {
      next = first + pieceMask;
      yield;
    }
    if (!belongs(beats.labels[first]!)) continue;
    let last = first;
    while (last + 1 < count && belongs(beats.labels[last + 1]!) && follows(intervals, last + 1)) last++;
    const length = last - first + 1;
    if (length > 1 && !(asked && intervals.prematurity[first]! > latest)) {
      const rate = meanRate(beats, first, last);
      if (length < shortestRun) {
        if (rate >= criteria.couplet.rate) couplets.add(first, last, { rate });
      } else if (length >= tachycardia.beats && rate > tachycardia.rate) tachycardias.add(first, last, { rate });
      else runs.add(first, last, { rate });
    }
    first = last;
  }
  return [couplets.list(), runs.list(), tachycardias.list()];
}
