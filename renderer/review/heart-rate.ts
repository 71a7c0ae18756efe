import type { BeatOverview } from '../../app/contract/records.ts';

/** Beats a minute. */
export interface HeartRateFigures {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Heart rate over a session: mean, and the lowest and highest bucket mean. Null when no bucket has a rate.
 *
 * The mean is intervals over the time they take, 60 over the mean RR: a bucket counts by its intervals.
 */
export function heartRateFigures({ heartRate, counts }: BeatOverview): HeartRateFigures | null {
  const classes = counts.length / Math.max(1, heartRate.length);
  const rates = heartRate.filter((rate) => rate > 0);
  if (rates.length === 0) return null;
  let [intervals, minutes] = [0, 0];
  heartRate.forEach((rate, bucket) => {
    if (!(rate > 0)) return;
    const beats = counts.subarray(bucket * classes, (bucket + 1) * classes).reduce((sum, count) => sum + count, 0);
    const own = Math.max(1, beats - 1);
    intervals += own;
    minutes += own / rate;
  });
  return {
    mean: intervals / minutes,
    lowest: rates.reduce((least, rate) => Math.min(least, rate)),
    highest: rates.reduce((most, rate) => Math.max(most, rate)),
  };
}
