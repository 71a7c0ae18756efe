import type { ApplicationContract } from '../../../app/contract/application.ts';
import { defaultCriteria, type Criteria, type rhythmCalls } from '../../../app/contract/rhythm.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';

/** The rhythm of invented recordings. A stub until app/rhythm is there: it keeps the limits and finds nothing. */
export function sampleRhythm(): Pick<Handlers<ApplicationContract>, keyof typeof rhythmCalls> {
  const criteria = new Map<string, Criteria>();
  const absent = () => {
    throw new CaliperError('unsupported', 'Rhythm events are not part of this version.');
  };
  return {
    'rhythm.intervals': absent,
    'rhythm.table': absent,
    'rhythm.variability': absent,
    'rhythm.summary': absent,
    'rhythm.events': () => ({ revision: 0, total: 0, events: [] }),
    'rhythm.findEvent': () => ({ event: null }),
    'rhythm.decide': () => ({ step: null }),
    'rhythm.criteria': ({ sessionId }) => criteria.get(sessionId) ?? defaultCriteria,
    'rhythm.setCriteria': ({ sessionId, criteria: wanted }) => {
      criteria.set(sessionId, wanted);
      return { step: null };
    },
  };
}
