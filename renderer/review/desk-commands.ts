import type { useI18n } from 'vue-i18n';

import type { Command } from '../stores/commands.ts';
import { useDesk } from './desk.ts';

/** What shows and hides the parts around the paper. */
export function deskCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const desk = useDesk();
  const group = t('groups.review');
  return [
    {
      id: 'review.bottom',
      title: t('correct.desk.toggleBottom'),
      group,
      keys: 'Ctrl J',
      run: desk.toggleBottom,
    },
    {
      id: 'review.inspector',
      title: t('correct.desk.toggleInspector'),
      group,
      keys: 'Ctrl I',
      run: desk.toggleInspector,
    },
  ];
}
