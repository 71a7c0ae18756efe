import type { useI18n } from 'vue-i18n';

import type { Command } from '../stores/commands.ts';
import { useCalipers } from './calipers.ts';
import { useDisplayFilters } from './display-filters.ts';
import { usePaper } from './paper.ts';
import { useStripOptions } from './strip-options.ts';

/** What a reader can do with the look of the paper, beside its scale. */
export function stripCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const paper = usePaper();
  const options = useStripOptions();
  const filters = useDisplayFilters();
  const calipers = useCalipers();
  const command = (name: string, keys: string, run: () => void, enabled = () => true): Command => ({
    id: `strip.${name}`,
    title: t(`strip.commands.${name}`),
    group: t('groups.review'),
    keys,
    enabled,
    run,
  });
  return [
    command('whole', 'Alt 0', () => paper.showWhole()),
    command(
      'clock',
      'Alt T',
      () => (options.clock = !options.clock),
      () => options.startedAt !== null,
    ),
    command('rate', 'Alt R', () => (options.perMinute = !options.perMinute)),
    command('filters', 'Alt F', () => filters.toggle()),
    command('overlay', 'Alt O', () => (options.overlaid = !options.overlaid)),
    command(
      'march',
      'Alt M',
      () => calipers.toggleMarch(),
      () => paper.tool === 'calipers',
    ),
  ];
}
