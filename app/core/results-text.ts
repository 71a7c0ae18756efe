import type { ResultsQuestion } from '../contract/results.ts';
import type { BeatComparison } from '../evaluation/ec57/compare-beats.ts';
import { bxbText } from '../evaluation/ec57/beat-text.ts';
import { rxrText } from '../evaluation/ec57/run-text.ts';
import { summaryText } from '../evaluation/ec57/summary-text.ts';
import { beatFigures, type ComparisonSummary } from '../evaluation/ec57/summary.ts';
import type { ComparedSession } from './compare-session.ts';

const mappings = {
  ec57: 'EC57 (escape beats e, j and n are supraventricular)',
  aami: 'AAMI (escape beats e and j are normal)',
};

/** What a printed comparison must say of itself before its figures. */
function heading({ mapping, from }: ResultsQuestion): string {
  const minutes = `${Math.floor(from / 60)}:${String(Math.floor(from % 60)).padStart(2, '0')}`;
  return [`Class mapping: ${mappings[mapping]}`, `Compared from ${minutes} on`, ''].join('\n');
}

/** One recording as bxb and rxr print it, with what was asked. */
export function recordText(compared: ComparedSession, question: ResultsQuestion): string {
  const { row, annotator, run, comparison, runs } = compared;
  const names = { record: row.name, reference: annotator, test: testName(run.model?.id) };
  return [heading(question), bxbText(comparison, names), rxrText(runs, names)].join('\n');
}

/** All recordings: a line each, gross and average, and the gross matrix. */
export function overallText(
  records: readonly { readonly name: string; readonly annotator: string; readonly comparison: BeatComparison }[],
  summary: ComparisonSummary,
  { mapping, from }: ResultsQuestion,
): string {
  const lines = records.map(({ name, comparison }) => ({ record: name, ...beatFigures(comparison) }));
  const reference = [...new Set(records.map(({ annotator }) => annotator))].join(', ');
  return summaryText(lines, summary, { reference, test: 'labels shown', mapping, start: from });
}

function testName(model: string | undefined): string {
  return model === undefined ? 'labels shown' : `labels shown (${model})`;
}
