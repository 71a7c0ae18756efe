import { CaliperError } from '../contract/errors.ts';
import type { RecordingRow } from '../contract/records.ts';
import type { Store } from '../store/store.ts';

/** Keeps two readers of a recording from seeing or changing what the other says until both have finished. */
export interface Blindness {
  /**
   * Refuses calls on a session or recording that its caller must not open or change now, whatever door they come through.
   *
   * @throws CaliperError `conflict` with the reason
   */
  check(kind: 'query' | 'command', input: unknown, call: string): Promise<void>;
  /** The recording as its reader meets it: with their own open reading in place of the main session. */
  ownRow(row: RecordingRow): Promise<RecordingRow>;
}

export function createBlindness(store: Store, reader: () => string): Blindness {
  async function readingsOf(recordingId: string) {
    const readings = await store.readings(recordingId);
    const blind = readings.some(({ state }) => state === 'open');
    const own = readings.find((reading) => reading.reader.toLowerCase() === reader().toLowerCase());
    return { blind, own };
  }

  async function checkRecording(recordingId: string): Promise<void> {
    const { blind } = await readingsOf(recordingId);
    if (blind)
      throw new CaliperError(
        'conflict',
        'Two readers are reading this recording: it can be analysed again or removed when both have finished.',
      );
  }

  return {
    async check(kind, input, call) {
      if (typeof input !== 'object' || input === null) return;
      if (kind === 'command') for (const id of changedRecordings(call, input)) await checkRecording(id);
      if (!('sessionId' in input) || typeof input.sessionId !== 'string') return;
      const session = await store.describeSession(input.sessionId);
      const { blind, own } = await readingsOf(session.recordingId);
      if (session.kind === 'reading') {
        const isOwn = own?.sessionId === session.sessionId;
        if (blind && !isOwn)
          throw new CaliperError(
            'conflict',
            `This is ${session.reader}'s reading: it stays hidden until both readers have finished.`,
          );
        if (call === 'analysis.decide')
          throw new CaliperError(
            'conflict',
            'Both readers begin with the same labels: the model keeps its operating point.',
          );
        if (kind === 'command' && (session.state === 'finished' || !isOwn))
          throw new CaliperError('conflict', 'This reading is finished: it takes no more changes.');
      } else if (blind && kind === 'command') {
        throw new CaliperError(
          'conflict',
          'Two readers are reading this recording: its final labels can be changed when both have finished.',
        );
      }
    },

    async ownRow(row) {
      const { blind, own } = await readingsOf(row.id);
      if (!blind || !own || own.state !== 'open') return row;
      return { ...row, ...(await store.readSession(own.sessionId)) };
    },
  };
}

/** Recordings that a command changes as a whole. */
function changedRecordings(call: string, input: object): string[] {
  if (call === 'analysis.start' && 'recordingIds' in input && Array.isArray(input.recordingIds))
    return input.recordingIds.filter((id): id is string => typeof id === 'string');
  if (call === 'library.remove' && 'recordingId' in input && typeof input.recordingId === 'string')
    return [input.recordingId];
  return [];
}
