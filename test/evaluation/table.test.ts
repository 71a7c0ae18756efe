import { describe, expect, it } from 'vitest';

import { buildFigures } from '../../app/evaluation/figures.ts';
import { reportPage } from '../../app/evaluation/page.ts';
import { studyTable } from '../../app/evaluation/paper.ts';
import { classificationReport } from '../../app/evaluation/report.ts';
import { formatCount, tableText } from '../../app/evaluation/table.ts';
import { inventedCard } from '../support/model-card.ts';

const onStudyRows = inventedCard().test!;
const onOtherRows = classificationReport(
  [
    [5, 1, 0, 0, 0],
    [0, 3, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ],
  null,
);

describe('Table I', () => {
  it("sets the study's figures beside ours on the study's own test rows", () => {
    const text = tableText(onStudyRows);
    expect(text).toMatch(/S Supraventricular +0\.65 \(0\.69\) +0\.87 \(0\.87\) +0\.74 \(0\.77\) +556/);
    expect(text).toContain('97.18 % (97.22 %)');
    expect(text).toContain('shares patients');
  });

  it('compares with nothing on other rows, and writes "-" for what is undefined', () => {
    const text = tableText(onOtherRows);
    expect(text).not.toContain('(');
    expect(text).toMatch(/V Ventricular +- +- +- +0/);
  });

  it('repeats the study as printed: macro and weighted averages follow from its rows', () => {
    const rows = Object.values(studyTable.classes);
    const total = rows.reduce((sum, { support }) => sum + support, 0);
    expect(total).toBe(studyTable.macro.support);
    for (const key of ['precision', 'recall', 'f1'] as const) {
      expect(Math.abs(rows.reduce((sum, row) => sum + row[key], 0) / 5 - studyTable.macro[key])).toBeLessThan(0.006);
      const weighted = rows.reduce((sum, row) => sum + row[key] * row.support, 0) / total;
      expect(Math.abs(weighted - studyTable.weighted[key])).toBeLessThan(0.011);
    }
  });
});

describe('formatCount', () => {
  it('separates thousands', () => {
    expect([0, 999, 1000, 21_892, 1_400_000].map(formatCount)).toEqual(['0', '999', '1,000', '21,892', '1,400,000']);
  });
});

describe('reportPage', () => {
  const details = { model: '<b>model</b>', sha256: 'ab', dataset: 'seed', split: 'by beat' };

  it('shows the table and every figure, numbered', () => {
    const page = reportPage(onStudyRows, buildFigures(inventedCard(), 'light'), details);
    expect(page.match(/<img src="[a-z-]+\.svg"/g)).toHaveLength(6);
    expect(page).toContain('Figure 6.');
    expect(page).toContain('study: 97.22 %');
  });

  it('shows a name as text, never as markup', () => {
    expect(reportPage(onOtherRows, [], details)).not.toContain('<b>model');
  });
});
