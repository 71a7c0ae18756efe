import * as v from 'valibot';

import { Identifier, JobRecord, SamplePosition } from './records.ts';

/** What the core announces. Events are hints: after a reconnect a screen asks the queries again. */
export const events = {
  /** Recordings were added, removed or changed; null means any of them. */
  'library.changed': v.object({ recordingId: v.nullable(Identifier) }),
  /** Labels or positions of beats between two samples changed (both ends included). */
  'beats.changed': v.object({ sessionId: Identifier, from: SamplePosition, until: SamplePosition }),
  /** Entries of a session changed: which kinds, e.g. "mark", "comment", "verdict". */
  'session.changed': v.object({ sessionId: Identifier, kinds: v.array(v.string()) }),
  'job.progress': JobRecord,
  'job.ended': JobRecord,
  'models.changed': v.object({}),
} as const;

export type Events = typeof events;
