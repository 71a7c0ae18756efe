import type { RhythmBeats } from '../../rhythm/beats.ts';
import type { RhythmEvents } from '../../rhythm/events/events.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How much of a recording's fibrillation was found, in seconds. */
export interface FibrillationShare {
  readonly record: string;
  /** Annotated as atrial fibrillation. */
  readonly annotated: number;
  readonly found: number;
  readonly both: number;
  /** Found where the annotations say flutter. */
  readonly flutter: number;
}

/** Compares candidates for atrial fibrillation with annotated rhythms, by duration. */
export function compareFibrillation(
  record: string,
  { samples, rate }: RhythmBeats,
  events: RhythmEvents,
  fibrillation: readonly Stretch[],
  flutter: readonly Stretch[],
): FibrillationShare {
  const list = events.get('atrial-fibrillation');
  const found = Array.from({ length: list?.count ?? 0 }, (_, event) => ({
    from: samples[list!.first[event]!]!,
    to: samples[list!.last[event]!]!,
  }));
  return {
    record,
    annotated: length(fibrillation) / rate,
    found: length(found) / rate,
    both: overlap(found, fibrillation) / rate,
    flutter: overlap(found, flutter) / rate,
  };
}

function length(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

function overlap(some: readonly Stretch[], others: readonly Stretch[]): number {
  let sum = 0;
  for (const one of some) {
    for (const other of others) sum += Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
  }
  return sum;
}
