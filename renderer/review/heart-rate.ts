import type { BeatOverview } from '../../app/contract/records.ts';

export interface HeartRateFigures {
  /** Beats a minute. */
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Heart rate over a session: mean over all beats, and the lowest and highest bucket mean.
 *
 * The mean is that of the RR intervals (60 / mean RR), not of the rates: rates of short intervals would weigh too much.
 */
export function heartRateFigures(overview: BeatOverview): HeartRateFigures | null {
  let beats = 0;
  let seconds = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  overview.heartRate.forEach((rate, bucket) => {
    if (!(rate > 0)) return;
    const count = beatsIn(overview, bucket);
    beats += count;
    seconds += (count * 60) / rate;
    lowest = Math.min(lowest, rate);
    highest = Math.max(highest, rate);
  });
  return beats === 0 ? null : { mean: (beats * 60) / seconds, lowest, highest };
}

/** Beats of all classes in a bucket. */
export function beatsIn(overview: BeatOverview, bucket: number): number {
  let sum = 0;
  for (let label = 0; label < 5; label++) sum += overview.counts[bucket * 5 + label] ?? 0;
  return sum;
}
