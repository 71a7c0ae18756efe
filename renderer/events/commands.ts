import type { useI18n } from 'vue-i18n';

import type { EventVerdict } from '../../app/contract/rhythm.ts';
import { useReview } from '../review/review.ts';
import type { Command } from '../stores/commands.ts';
import { useEvents } from './events.ts';

/** Everything a reader can do with rhythm events from anywhere in Review. @param openCriteria shows the dialog */
export function eventCommands(t: ReturnType<typeof useI18n>['t'], openCriteria: () => void): Command[] {
  const events = useEvents();
  const review = useReview();
  const group = t('rhythm.events.title');

  async function go(direction: 'next' | 'previous'): Promise<void> {
    if (!(await events.go(direction))) review.announce(t('rhythm.events.commands.noMore'));
  }

  async function decide(verdict: EventVerdict | null): Promise<void> {
    const event = await events.atFocus();
    if (!event) return review.announce(t('rhythm.events.commands.noEvent'));
    await events.decide(event, verdict);
    const name = t(`rhythm.events.kinds.${event.kind}`);
    review.announce(`${name}: ${t(`rhythm.events.verdicts.${verdict ?? 'open'}`)}`);
  }

  const command = (id: string, keys: string | null, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `events.${id}`,
    title: t(`rhythm.events.commands.${id}`),
    group,
    ...(keys === null ? {} : { keys }),
    run,
    ...extra,
  });

  return [
    command('next', 'Alt ↓', () => void go('next'), { repeats: true }),
    command('previous', 'Alt ↑', () => void go('previous'), { repeats: true }),
    command('accept', 'F10', () => void decide('accepted')),
    command('dismiss', 'Ctrl F10', () => void decide('dismissed')),
    command('reopen', null, () => void decide(null)),
    command('criteria', null, openCriteria),
  ];
}
