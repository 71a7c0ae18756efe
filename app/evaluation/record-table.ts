import type { ClassificationReport } from '../contract/model-card.ts';
import { calibration } from './calibration.ts';
import type { ConfusionMatrix } from './confusion.ts';
import { confusionMatrix } from './confusion.ts';
import type { GroupedBeats } from './named-beats.ts';
import { requireGroupedBeats } from './named-beats.ts';
import { classificationReport } from './report.ts';

/** One record's beats as a classification report. */
export interface RecordReport {
  readonly record: string;
  readonly report: ClassificationReport;
}

/** Sensitivity, positive predictivity and F1 of one class as means over records; null where no record has them. */
export interface AverageRatios {
  readonly recall: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
}

/** A model's classes record by record, over all beats and over all records. */
export interface RecordTable {
  /** Records that have beats, in the order given. */
  readonly records: readonly RecordReport[];
  /** All beats together: every beat counts the same. */
  readonly gross: ClassificationReport;
  /** Means over the records in which a figure is defined: every record counts the same. */
  readonly average: {
    readonly accuracy: number;
    readonly classes: Readonly<Record<keyof ClassificationReport['classes'], AverageRatios>>;
  };
}

/** Confusion matrix of every record, in the order of `records`; one without beats holds zeros. */
export function recordMatrices({ labels, predictions, records, recordOf }: GroupedBeats): ConfusionMatrix[] {
  return records.map((_, record) => {
    const own = (_value: number, beat: number) => recordOf[beat] === record;
    return confusionMatrix(labels.filter(own), predictions.filter(own));
  });
}

function mean(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length > 0 ? defined.reduce((sum, value) => sum + value, 0) / defined.length : null;
}

/**
 * Gross and average figures of a classification, after ANSI/AAMI EC57 section 4.3.3, and those of each record.
 *
 * @throws CaliperError `invalid-input` without beats
 */
export function recordTable(beats: GroupedBeats): RecordTable {
  requireGroupedBeats(beats);
  const reports = recordMatrices(beats).flatMap((matrix, index): RecordReport[] =>
    matrix.some((row) => row.some((count) => count > 0))
      ? [{ record: beats.records[index]!, report: classificationReport(matrix, null) }]
      : [],
  );
  const ratios = (name: keyof ClassificationReport['classes']): AverageRatios => ({
    recall: mean(reports.map(({ report }) => report.classes[name].recall)),
    precision: mean(reports.map(({ report }) => report.classes[name].precision)),
    f1: mean(reports.map(({ report }) => report.classes[name].f1)),
  });
  const { ece } = calibration(beats.probabilities, beats.labels);
  return {
    records: reports,
    gross: classificationReport(confusionMatrix(beats.labels, beats.predictions), ece),
    average: {
      accuracy: mean(reports.map(({ report }) => report.accuracy)) ?? 0,
      classes: { N: ratios('N'), S: ratios('S'), V: ratios('V'), F: ratios('F'), Q: ratios('Q') },
    },
  };
}
