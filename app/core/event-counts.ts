import { summaryWork } from '../rhythm/summary.ts';
import type { Store } from '../store/store.ts';
import { givingWay } from './give-way.ts';
import { createSessionRhythms } from './rhythm-sessions.ts';
import type { SessionColumns } from './session-columns.ts';

/** Events by kind that a session has, or would have with other labels; those that a reader dismissed do not count. */
export async function countEvents(
  store: Pick<Store, 'entries'>,
  sessionId: string,
  columns: SessionColumns,
): Promise<ReadonlyMap<string, number>> {
  const asIf = { columns: () => Promise.resolve(columns) };
  const { source, events, verdicts, criteria } = await createSessionRhythms(asIf, store).read(sessionId);
  const { kinds } = await givingWay(summaryWork(source, events, verdicts, criteria));
  return new Map(kinds.filter(({ kind }) => kind !== 'longest-rr').map(({ kind, count }) => [kind, count]));
}
