import type { ChangeStep, StepAction } from '../../app/contract/records.ts';

export const historyKinds = ['all', 'labels', 'positions', 'marks'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export interface HistoryFilter {
  readonly kind: HistoryKind;
  /** Name of a reader, or null for everyone. */
  readonly by: string | null;
}

/** One line of the history. */
export interface HistoryLine {
  readonly step: ChangeStep;
  /** What the step did; of an undo or redo, what was undone or redone where that is still listed. */
  readonly about: ChangeStep;
  /** The step was taken back, or beats that it changed are no longer there. */
  readonly takenBack: boolean;
  /** The newest step that stands: what the undo key takes back. */
  readonly isNext: boolean;
}

const kinds: Readonly<Record<Exclude<StepAction, 'undone' | 'redone'>, HistoryKind>> = {
  relabelled: 'labels',
  confirmed: 'labels',
  inserted: 'positions',
  moved: 'positions',
  deleted: 'positions',
  marked: 'marks',
  commented: 'marks',
  noted: 'marks',
};

/** The steps that pass a filter, newest first. @param steps oldest first, as the core lists them */
export function historyLines(steps: readonly ChangeStep[], filter: HistoryFilter): HistoryLine[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const next = steps.findLast((step) => step.standing)?.id;
  return steps
    .toReversed()
    .map((step) => {
      const about = (step.target === null ? undefined : byId.get(step.target)) ?? step;
      const takenBack = !step.standing && !isAnswer(step.action);
      return { step, about, takenBack, isNext: step.id === next };
    })
    .filter(({ step, about }) => (filter.by === null || step.by === filter.by) && isOfKind(about, filter.kind));
}

/**
 * The undo that the redo key repeats: the newest one that was neither repeated nor followed by a new change; null when there is
 * none. @param steps oldest first, as the core lists them
 */
export function repeatableUndo(steps: readonly ChangeStep[]): number | null {
  let undone: ChangeStep[] = [];
  for (const step of steps) {
    if (step.action === 'undone') undone.push(step);
    else if (step.action === 'redone') undone = undone.filter(({ target }) => target !== step.target);
    else undone = [];
  }
  return undone.at(-1)?.id ?? null;
}

/** Names of everyone who made a step, in the order of their first. */
export function readersOf(steps: readonly ChangeStep[]): string[] {
  return [...new Set(steps.map((step) => step.by))];
}

function isOfKind({ action }: ChangeStep, kind: HistoryKind): boolean {
  return kind === 'all' || (!isAnswer(action) && kinds[action] === kind);
}

function isAnswer(action: StepAction): action is 'undone' | 'redone' {
  return action === 'undone' || action === 'redone';
}
