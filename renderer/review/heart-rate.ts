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
 * Buckets are equally long, so the plain mean of their rates is beats over time, which is 60 / mean RR.
 */
export function heartRateFigures(overview: BeatOverview): HeartRateFigures | null {
  const rates = overview.heartRate.filter((rate) => rate > 0);
  if (rates.length === 0) return null;
  return {
    mean: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    lowest: rates.reduce((least, rate) => Math.min(least, rate)),
    highest: rates.reduce((most, rate) => Math.max(most, rate)),
  };
}
