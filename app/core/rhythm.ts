import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { rhythmCalls } from '../contract/rhythm.ts';
import type { Handlers } from '../rpc/contract.ts';

/** Intervals, events and their limits, heart rate variability. A stub: every call says that it is not there. */
export function rhythmHandlers(): Pick<Handlers<ApplicationContract>, keyof typeof rhythmCalls> {
  const absent = () => {
    throw new CaliperError('unsupported', 'Rhythm events are not part of this version.');
  };
  return {
    'rhythm.intervals': absent,
    'rhythm.table': absent,
    'rhythm.variability': absent,
    'rhythm.summary': absent,
    'rhythm.events': absent,
    'rhythm.findEvent': absent,
    'rhythm.decide': absent,
    'rhythm.criteria': absent,
    'rhythm.setCriteria': absent,
  };
}
