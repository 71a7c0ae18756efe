import type { ApplicationContract } from '../../../app/contract/application.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import type { readersCalls } from '../../../app/contract/readers.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';

/** Two readers and no double reading. */
export function sampleReaders(): Pick<Handlers<ApplicationContract>, keyof typeof readersCalls> {
  const readers = ['Anna Lindqvist', 'Maria Okafor'].map((name, index) => ({
    id: `reader-${index + 1}`,
    name,
    createdAt: '2026-11-20T09:00:00.000Z',
  }));
  let chosen = 'Anna Lindqvist';
  const absent = () => {
    throw new CaliperError('unsupported', 'The sample core has no double reading.');
  };
  return {
    'readers.list': () => ({ readers, chosen }),
    'readers.add': ({ name }) => {
      const reader = { id: `reader-${readers.length + 1}`, name, createdAt: '2026-11-20T09:00:00.000Z' };
      readers.push(reader);
      return reader;
    },
    'readers.choose': ({ readerId }) => {
      chosen = readers.find(({ id }) => id === readerId)?.name ?? chosen;
      return {};
    },
    'readings.read': ({ recordingId }) => ({
      recordingId,
      state: 'none',
      readings: [],
      differences: null,
      resolved: null,
    }),
    'readings.begin': absent,
    'readings.finish': absent,
    'readings.cancel': absent,
    'readings.agreement': absent,
    'readings.differences': absent,
    'readings.adopt': absent,
    'readings.settle': absent,
  };
}
