import { referenceRows, shownColumns, type ResultsBeats, type ResultsCell } from '../contract/results.ts';
import type { Run } from '../evaluation/ec57/compare-runs.ts';
import { pairsInCell } from '../evaluation/ec57/pair-list.ts';
import type { ComparedSession } from './compare-session.ts';

/** The beats behind a cell of the beat matrix, or the runs behind one of a run matrix, in time order. */
export function beatsInCell(compared: ComparedSession, cell: ResultsCell): ResultsBeats {
  if (cell.kind === 'run') return runsInCell(compared, cell);
  const row = referenceRows.indexOf(cell.reference);
  const { reference, test } = pairsInCell(compared.pairs, row, shownColumns.indexOf(cell.shown));
  return { reference, shown: test, until: Int32Array.from(test, (sample, beat) => Math.max(sample, reference[beat]!)) };
}

function runsInCell({ runs, pairs }: ComparedSession, cell: ResultsCell & { kind: 'run' }): ResultsBeats {
  const { runs: found } = cell.ectopy === 'V' ? runs.ventricular : runs.supraventricular;
  const own = cell.role === 'sensitivity' ? found.sensitivity : found.positivePredictivity;
  const inCell = own.filter(({ row, column }) => row === cell.row && column === cell.column);
  const [here, there] = cell.role === 'sensitivity' ? [pairs.reference, pairs.test] : [pairs.test, pairs.reference];
  const partners = new Map<number, number>();
  here.forEach((sample, pair) => partners.set(sample, there[pair]!));
  const first = Int32Array.from(inCell, (run) => run.first);
  const other = Int32Array.from(inCell, (run) => partners.get(run.first) ?? -1);
  const until = Int32Array.from(inCell, (run: Run) => run.last);
  return cell.role === 'sensitivity'
    ? { reference: first, shown: other, until }
    : { reference: other, shown: first, until };
}
