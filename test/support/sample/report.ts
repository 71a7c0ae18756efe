import type { ApplicationContract } from '../../../app/contract/application.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import { reportParts, type reportCalls } from '../../../app/contract/report.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';

/** A report without a conclusion and without strips. */
export function sampleReport(): Pick<Handlers<ApplicationContract>, keyof typeof reportCalls> {
  const absent = () => {
    throw new CaliperError('unsupported', 'The sample core keeps nothing for a report.');
  };
  return {
    'report.read': () => ({
      conclusion: { text: '', by: null, at: null },
      parts: [...reportParts],
      strips: [],
      read: { beats: 12, of: 2_950 },
      labelsSha256: '77e2'.repeat(16),
    }),
    'report.conclude': absent,
    'report.show': absent,
    'strips.save': absent,
    'strips.change': absent,
    'strips.remove': absent,
    'strips.order': absent,
    'export.read': absent,
  };
}
