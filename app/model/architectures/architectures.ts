import { CaliperError } from '../../contract/errors.ts';
import type { Network, NetworkInputs } from '../network.ts';
import { clinicalNetwork } from './clinical.ts';
import { kachueeNetwork } from './kachuee.ts';
import { seedNetwork } from './seed.ts';

interface Architecture {
  readonly build: (inputs: NetworkInputs) => Network;
  /** What its authors multiply the learning rate with after every 10,000 steps. */
  readonly decay: number;
}

/** The networks that can be trained, by name. */
const architectures: Readonly<Record<string, Architecture>> = {
  seed: { build: seedNetwork, decay: 1 },
  kachuee: { build: kachueeNetwork, decay: 0.75 },
  clinical: { build: clinicalNetwork, decay: 1 },
};

export const architectureNames: readonly string[] = Object.keys(architectures);

/**
 * Writes down the network of that name for the given inputs.
 *
 * @throws CaliperError `unsupported` for a name that is none, `invalid-input` when the inputs do not fit
 */
export function networkOf(architecture: string, inputs: NetworkInputs): Network {
  return find(architecture).build(inputs);
}

/** What the authors of an architecture multiply the learning rate with after every 10,000 steps. @throws CaliperError `unsupported` */
export function decayOf(architecture: string): number {
  return find(architecture).decay;
}

function find(architecture: string): Architecture {
  const found = Object.hasOwn(architectures, architecture) ? architectures[architecture] : undefined;
  if (!found)
    throw new CaliperError(
      'unsupported',
      `There is no architecture "${architecture}"; known: ${architectureNames.join(', ')}.`,
    );
  return found;
}
