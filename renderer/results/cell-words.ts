import type { useI18n } from 'vue-i18n';

import { runLengths, type ResultsCell } from '../../app/contract/results.ts';

/** What a cell holds, in words: "ventricular shown as normal". */
export function cellWords(t: ReturnType<typeof useI18n>['t'], cell: ResultsCell): string {
  if (cell.kind === 'run') {
    const lengths = { row: runLengths[cell.row], column: runLengths[cell.column] };
    return `${t(`results.run.${cell.ectopy}`)}: ${t('results.list.run', lengths)}`;
  }
  const row = t(`results.rows.${cell.reference}`);
  const column = t(`results.columns.${cell.shown}`);
  if (cell.shown === 'o' || cell.shown === 'x') return t('results.list.missed', { row });
  if (cell.reference === 'O' || cell.reference === 'X') return t('results.list.extra', { column });
  return t('results.list.beat', { row, column });
}
