import type { ChangeStep } from '../../app/contract/records.ts';

/** What is said of steps of one kind. */
export type SpokenStep = Pick<ChangeStep, 'action' | 'to' | 'beats'>;

/** Sums steps by what they did and to which class, in the order of the first of each. */
export function sumSteps(steps: readonly SpokenStep[]): SpokenStep[] {
  const sums = new Map<string, SpokenStep>();
  for (const { action, to, beats } of steps) {
    const kind = `${action} ${action === 'relabelled' ? to : ''}`;
    sums.set(kind, { action, to, beats: (sums.get(kind)?.beats ?? 0) + beats });
  }
  return [...sums.values()];
}
