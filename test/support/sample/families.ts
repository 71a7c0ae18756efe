import type { ApplicationContract } from '../../../app/contract/application.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import { usualJoin, type familiesCalls } from '../../../app/contract/families.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import type { SampleSession } from './labels.ts';

/** Recordings whose beats were never grouped by shape, and will not be: that is left to the real core. */
export function sampleFamilies(
  sessionOf: (id: string) => SampleSession,
): Pick<Handlers<ApplicationContract>, keyof typeof familiesCalls> {
  function never(): never {
    throw new CaliperError('unavailable', 'The invented recordings are not grouped by shape.');
  }
  return {
    'families.read': ({ sessionId }) => ({
      state: 'none',
      jobId: null,
      grid: null,
      join: usualJoin,
      families: [],
      beats: sessionOf(sessionId).recording.beats.length,
      singles: new Int32Array(0),
      without: 0,
      unread: 0,
    }),
    'families.make': never,
    'families.members': never,
    'families.samples': never,
    'families.near': never,
    'families.join': never,
    'families.merge': never,
    'families.split': never,
    'families.unmerge': never,
    'families.preview': never,
    'families.relabel': never,
    'similar.find': () => ({
      state: 'none',
      grid: null,
      samples: new Int32Array(0),
      correlations: new Float32Array(0),
      labels: new Uint8Array(0),
      classes: [0, 0, 0, 0, 0],
      outliers: new Int32Array(0),
      waveforms: new Float32Array(0),
    }),
  };
}
