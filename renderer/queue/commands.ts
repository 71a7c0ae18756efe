import type { useI18n } from 'vue-i18n';

import type { Command } from '../stores/commands.ts';
import { useQueue } from './queue.ts';

/** What a reader can do with the queue from wherever the focus is. */
export function queueCommands(t: ReturnType<typeof useI18n>['t'], focusList: () => void): Command[] {
  const queue = useQueue();
  const command = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `queue.${id}`,
    title: t(`queue.commands.${id}`),
    group: t('queue.title'),
    keys,
    enabled: () => queue.total > 0,
    run,
    ...extra,
  });
  return [
    command('next', 'Alt N', () => queue.step('next'), { hint: t('queue.commands.hint'), repeats: true }),
    command('previous', 'Alt P', () => queue.step('previous'), { repeats: true }),
    command('accept', 'Alt Enter', () => queue.accept()),
    command('later', 'Alt .', () => queue.decideLater()),
    command('start', 'Alt Q', () => {
      focusList();
      queue.start();
    }),
  ];
}
