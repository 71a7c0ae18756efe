import type { useI18n } from 'vue-i18n';

import type { BeatTable } from '../../app/contract/results.ts';
import { formatCount } from '../format/number.ts';
import { countBeats } from './cell.ts';
import type { RecordResult } from './record-rows.ts';

type Translate = ReturnType<typeof useI18n>['t'];

export interface Fact {
  readonly caption: string;
  readonly value: string;
}

function oneOr(values: readonly string[], several: string): string {
  const distinct = [...new Set(values)];
  return distinct.length === 1 ? distinct[0]! : several;
}

/** What is compared with what: the captions of the bar above Results; where there is no room, the last go first. */
export function summaryFacts(t: Translate, records: readonly RecordResult[], table: BeatTable): Fact[] {
  const { beats, differing } = countBeats(table.matrix);
  const models = records.map(({ model }) => model ?? t('results.noModel'));
  const positions = records.map((record) =>
    t(record.beats === 'detector' ? 'results.detector' : 'results.filePositions'),
  );
  return [
    {
      caption: t('results.figures.reference'),
      value: t('results.annotator', {
        name: oneOr(
          records.map(({ annotator }) => annotator),
          '…',
        ),
      }),
    },
    { caption: t('results.figures.labels'), value: oneOr(models, t('results.severalModels')) },
    { caption: t('results.figures.pairs'), value: formatCount(beats) },
    { caption: t('results.figures.errors'), value: formatCount(differing) },
    {
      caption: t('results.figures.corrected'),
      value: formatCount(records.reduce((sum, { corrected }) => sum + corrected, 0)),
    },
    { caption: t('results.figures.positions'), value: oneOr(positions, t('results.bothPositions')) },
  ];
}
