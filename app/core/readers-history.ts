import { CaliperError } from '../contract/errors.ts';
import type { LabelEvent } from '../contract/records.ts';
import type { Store } from '../store/store.ts';

/** What two blind readers said of the beat at `sample`, once both have finished: part of the history of the final label. */
export async function readersHistory(
  store: Pick<Store, 'describeSession' | 'readings' | 'inspectBeat'>,
  sessionId: string,
  sample: number,
): Promise<LabelEvent[]> {
  const { kind, recordingId } = await store.describeSession(sessionId);
  const readings = kind === 'main' ? await store.readings(recordingId) : [];
  if (readings.some(({ state }) => state === 'open')) return [];
  const said = readings.map(async (reading) => {
    const { history } = await store.inspectBeat(reading.sessionId, sample).catch((error: unknown) => {
      // The reader deleted or moved the beat: there is nothing at this place.
      if (error instanceof CaliperError && error.code === 'not-found') return { history: [] };
      throw error;
    });
    return history.filter(({ source }) => source === 'person');
  });
  return (await Promise.all(said)).flat();
}

/** Events in order of time; those of one moment as they come. */
export function inOrder(events: readonly LabelEvent[]): LabelEvent[] {
  return events.toSorted((first, second) => Date.parse(first.at) - Date.parse(second.at));
}
