import type { ModelCard } from '../../app/contract/model-card.ts';

type Intervals = NonNullable<ModelCard['testDetails']>['intervals'];

/** The interval of a figure by its name, such as "V Se"; null where there is none. */
export function intervalOf(intervals: Intervals, name: string): { low: number; high: number } | null {
  return intervals[name] ?? null;
}
