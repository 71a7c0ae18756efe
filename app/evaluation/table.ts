import { beatClassNames } from '../beat/classes.ts';
import { beatClasses } from '../contract/classes.ts';
import type { ClassificationReport, ClassReport } from '../contract/model-card.ts';
import type { PublishedRow } from './paper.ts';
import { studyTable } from './paper.ts';

/** One line of the report: ours and, where the study has the same line, the study's. */
export interface TableRow {
  readonly name: string;
  readonly ours: ClassReport;
  readonly published: PublishedRow | null;
}

/** A ratio to `digits` places, "-" when it is undefined. */
export function formatRatio(value: number | null, digits = 2): string {
  return value === null ? '-' : value.toFixed(digits);
}

/** A count with thousands separated by commas. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Whether the report is on the study's own test rows, so that its figures may be set beside the study's. */
export function isStudyTest(report: ClassificationReport): boolean {
  return beatClasses.every((name) => report.classes[name].support === studyTable.classes[name].support);
}

/** The lines of Table I; the study's figures only where the support of every class is the study's. */
export function tableRows(report: ClassificationReport): TableRow[] {
  const comparable = isStudyTest(report);
  const classes = beatClasses.map((name, index) => ({
    name: `${name} ${beatClassNames[index]}`,
    ours: report.classes[name],
    published: comparable ? studyTable.classes[name] : null,
  }));
  return [
    ...classes,
    { name: 'macro average', ours: report.macro, published: comparable ? studyTable.macro : null },
    { name: 'weighted average', ours: report.weighted, published: comparable ? studyTable.weighted : null },
  ];
}

/** Table I as text of fixed width, the study's figures in brackets beside ours. */
export function tableText(report: ClassificationReport): string {
  const comparable = isStudyTest(report);
  const cell = (ours: number | null, published: number | undefined) =>
    `${formatRatio(ours).padStart(7)}${comparable ? ` (${published?.toFixed(2) ?? '    '})` : ''}`;
  const width = comparable ? 14 : 7;
  const heading = ['precision', 'recall', 'F1'].map((name) => name.padStart(Math.max(width, 10))).join('');
  const lines = [`${'class'.padEnd(20)}${heading}${'support'.padStart(10)}`];
  for (const { name, ours, published } of tableRows(report)) {
    const cells = (['precision', 'recall', 'f1'] as const).map((key) =>
      cell(ours[key], published?.[key]).padStart(Math.max(width, 10)),
    );
    lines.push(`${name.padEnd(20)}${cells.join('')}${formatCount(ours.support).padStart(10)}`);
  }
  const percent = (100 * report.accuracy).toFixed(2);
  lines.push(
    '',
    `accuracy            ${percent} %${comparable ? ` (${(100 * studyTable.accuracy).toFixed(2)} %)` : ''}`,
  );
  lines.push(`balanced accuracy   ${(100 * report.balancedAccuracy).toFixed(2)} %`);
  lines.push(
    `macro F1            ${report.macroF1.toFixed(4)}${comparable ? ` (${studyTable.macro.f1.toFixed(2)})` : ''}`,
  );
  if (report.ece !== null) lines.push(`calibration error   ${report.ece.toFixed(4)} (ECE, 15 bins)`);
  if (comparable) lines.push('', 'In brackets: the study. This split shares patients between training and test rows.');
  return `${lines.join('\n')}\n`;
}
