import type { ClassificationReport } from '../contract/model-card.ts';
import type { Figure } from '../contract/records.ts';
import { studyTable } from './paper.ts';
import { formatCount, formatRatio, isStudyTest, tableRows } from './table.ts';

/** What the report page says about the model and the rows. */
export interface PageDetails {
  readonly model: string;
  readonly sha256: string;
  readonly dataset: string;
  /** How rows were divided, in one sentence. */
  readonly split: string;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { font: 15px/1.5 Inter, 'Helvetica Neue', Arial, sans-serif; color: #14181d; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.75rem; text-align: right; border-bottom: 1px solid #dadfe5; }
th:first-child { text-align: left; }
td.published { color: #5c6672; }
figure { margin: 2rem 0; break-inside: avoid; }
figcaption { color: #414a55; max-width: 40rem; }
img { max-width: 100%; }
dt { color: #5c6672; } dd { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
`;

/** Table I as an HTML table; the study's figures beside ours where they may be compared. */
function htmlTable(report: ClassificationReport): string {
  const comparable = isStudyTest(report);
  const keys = ['precision', 'recall', 'f1'] as const;
  const heading = ['Precision', 'Recall', 'F1']
    .map((name) => `<th scope="col">${name}</th>${comparable ? '<th scope="col">study</th>' : ''}`)
    .join('');
  const lines = tableRows(report).map(({ name, ours, published }) => {
    const cells = keys
      .map((key) => {
        const theirs = comparable ? `<td class="published">${published?.[key].toFixed(2) ?? '-'}</td>` : '';
        return `<td>${formatRatio(ours[key], 3)}</td>${theirs}`;
      })
      .join('');
    return `<tr><th scope="row">${escape(name)}</th>${cells}<td>${formatCount(ours.support)}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">Class</th>${heading}<th scope="col">Support</th></tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

/** The report as one HTML page that shows the figures `NAME.svg` beside it. */
export function reportPage(report: ClassificationReport, figures: readonly Figure[], details: PageDetails): string {
  const study = isStudyTest(report) ? ` (study: ${(100 * studyTable.accuracy).toFixed(2)} %)` : '';
  const drawings = figures.map(
    ({ name, title, caption }, index) =>
      `<figure><img src="${escape(name)}.svg" alt="${escape(title)}"><figcaption><b>Figure ${index + 1}. ${escape(title)}.</b> ${escape(caption)}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Evaluation of ${escape(details.model)}</title><style>${style}</style></head><body>
<h1>Evaluation of ${escape(details.model)}</h1>
<dl><dt>Model SHA-256</dt><dd>${escape(details.sha256)}</dd><dt>Data set</dt><dd>${escape(details.dataset)}</dd><dt>Split</dt><dd>${escape(details.split)}</dd></dl>
<p>Accuracy <b>${(100 * report.accuracy).toFixed(2)} %</b>${study}, macro F1 <b>${report.macroF1.toFixed(4)}</b>, balanced accuracy ${(100 * report.balancedAccuracy).toFixed(2)} %, expected calibration error ${formatRatio(report.ece, 4)}.</p>
${htmlTable(report)}
${drawings.join('\n')}
</body></html>
`;
}
