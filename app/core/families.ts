import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { familiesCalls } from '../contract/families.ts';
import { usualJoin } from '../contract/families.ts';
import type { Handlers } from '../rpc/contract.ts';

type FamilyCalls = keyof typeof familiesCalls;

/** A stub until the families are made: it knows of none, and changes nothing. */
export function familiesHandlers(): Pick<Handlers<ApplicationContract>, FamilyCalls> {
  function none(): never {
    throw new CaliperError('unavailable', 'Beats cannot be grouped by shape yet.');
  }
  return {
    'families.read': () => ({
      state: 'none',
      jobId: null,
      grid: null,
      join: usualJoin,
      families: [],
      beats: 0,
      singles: new Int32Array(0),
      without: 0,
      unread: 0,
    }),
    'families.make': none,
    'families.members': none,
    'families.samples': none,
    'families.near': none,
    'families.join': none,
    'families.merge': none,
    'families.split': none,
    'families.unmerge': none,
    'families.preview': none,
    'families.relabel': none,
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
