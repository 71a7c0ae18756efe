import { watch, type ShallowRef } from 'vue';

import type { ChangeStep } from '../../app/contract/records.ts';
import type { useCore } from '../core.ts';
import type { useSession } from '../stores/session.ts';
import type { usePaper } from './paper.ts';
import { nothingSelected, selectOne, type Selection } from './selection.ts';
import type { Turns } from './turns.ts';

interface StepPlaces {
  readonly core: Pick<ReturnType<typeof useCore>, 'call'>;
  readonly session: Pick<ReturnType<typeof useSession>, 'sessionId' | 'lastStep'>;
  readonly paper: Pick<ReturnType<typeof usePaper>, 'show'>;
  readonly turns: Turns;
  readonly selection: ShallowRef<Selection>;
  readonly select: (next: Selection) => void;
}

/**
 * Shows every step that is taken back or done again; the returned call shows any step: what it changed comes onto the paper, and
 * the first beat of it that is there is selected.
 */
export function showingSteps({
  core,
  session,
  paper,
  turns,
  selection,
  select,
}: StepPlaces): (step: ChangeStep) => void {
  function showStep(step: ChangeStep): void {
    const { sessionId } = session;
    if (!sessionId || (step.beats === 0 && step.until === 0)) return;
    turns.abandon();
    paper.show(step.from);
    if (step.beats === 0) return;
    turns.take(async (stillOn) => {
      const question = { sessionId, sample: Math.max(-1, step.from - 1), direction: 'next' } as const;
      const { sample } = await core.call('beats.find', question);
      if (!stillOn()) return false;
      const there = sample !== null && sample <= step.until;
      if (there) select(selectOne(sample));
      else selection.value = nothingSelected;
      return there;
    });
  }

  watch(
    () => session.lastStep,
    (step) => {
      if (step?.action === 'undone' || step?.action === 'redone') showStep(step);
    },
  );
  return showStep;
}
