import { CaliperError } from '../../contract/errors.ts';
import type { Network, NetworkInputs } from '../network.ts';
import { kachueeNetwork } from './kachuee.ts';
import { seedNetwork } from './seed.ts';

/** The networks that can be trained, by name. */
const architectures: Readonly<Record<string, (inputs: NetworkInputs) => Network>> = {
  seed: seedNetwork,
  kachuee: kachueeNetwork,
};

export const architectureNames: readonly string[] = Object.keys(architectures);

/**
 * Writes down the network of that name for the given inputs.
 *
 * @throws CaliperError `unsupported` for a name that is none, `invalid-input` when the inputs do not fit
 */
export function networkOf(architecture: string, inputs: NetworkInputs): Network {
  const build = Object.hasOwn(architectures, architecture) ? architectures[architecture] : undefined;
  if (!build)
    throw new CaliperError(
      'unsupported',
      `There is no architecture "${architecture}"; known: ${architectureNames.join(', ')}.`,
    );
  return build(inputs);
}
