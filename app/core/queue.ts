import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { QueueCalls } from '../contract/queue.ts';
import type { Handlers } from '../rpc/contract.ts';

/** What to look at next, how much is left, and why a beat was named as it was. A stub: every call says that it is not there. */
export function queueHandlers(): Pick<Handlers<ApplicationContract>, QueueCalls> {
  const absent = () => {
    throw new CaliperError('unsupported', 'The review queue is not part of this version.');
  };
  return {
    'queue.read': absent,
    'queue.next': absent,
    'queue.place': absent,
    'queue.estimate': absent,
    'queue.later': absent,
    'queue.setStop': absent,
    'beats.why': absent,
  };
}
