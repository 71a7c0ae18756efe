import type { ClassificationReport } from '../../app/contract/model-card.ts';

export const scoreColumns = [
  'record',
  'beats',
  'accuracy',
  'supraventricular',
  'supraventricularF1',
  'ventricular',
  'ventricularF1',
  'fusion',
  'fusionF1',
] as const;
export type ScoreColumn = (typeof scoreColumns)[number];

export type RecordScore = { readonly record: string } & Readonly<Record<Exclude<ScoreColumn, 'record'>, number | null>>;

/** What the table says of each record. An F1 of beats that a record does not have is none. */
export function recordScores(
  records: readonly { readonly record: string; readonly report: ClassificationReport }[],
): RecordScore[] {
  return records.map(({ record, report }) => {
    const { S, V, F } = report.classes;
    const f1 = ({ support, f1: value }: typeof S) => (support > 0 ? value : null);
    return {
      record,
      beats: report.weighted.support,
      accuracy: report.accuracy,
      supraventricular: S.support,
      supraventricularF1: f1(S),
      ventricular: V.support,
      ventricularF1: f1(V),
      fusion: F.support,
      fusionF1: f1(F),
    };
  });
}

/** Lines in order; what has no figure comes last either way. */
export function sortScores(
  lines: readonly RecordScore[],
  { column, descending }: { readonly column: ScoreColumn; readonly descending: boolean },
): RecordScore[] {
  const sign = descending ? -1 : 1;
  return lines.toSorted((a, b) => {
    const byName = a.record.localeCompare(b.record, 'en', { numeric: true });
    if (column === 'record') return sign * byName;
    const [first, second] = [a[column], b[column]];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName;
    return sign * (first - second) || byName;
  });
}
