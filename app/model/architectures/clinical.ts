import { convolutionBlock } from '../layers/convolution-block.ts';
import { denseBlock } from '../layers/dense-block.ts';
import { dense } from '../layers/dense.ts';
import { CaliperError } from '../../contract/errors.ts';
import { buildNetwork, type Network, type NetworkInputs } from '../network.ts';

/** Sizes of a network with one branch for the waveform and one for the numbers beside it. */
interface TwoBranches {
  readonly filters: readonly [number, number, number];
  /** Dropout behind each convolution. */
  readonly dropouts: readonly [number, number, number];
  /** What is left of the waveform when it meets the numbers. */
  readonly embedding: number;
  readonly numbers: number;
  readonly together: number;
  /** Dropout of the dense blocks that are wide. */
  readonly dropout: number;
}

/**
 * For recordings of patients never seen: rhythm and comparison with the patient's own beat decide, the waveform adds what they
 * cannot say. The waveform passes a bottleneck of 16 numbers behind strong dropout, or the network would learn the patients of
 * its training by heart.
 */
export function clinicalNetwork(inputs: NetworkInputs): Network {
  return twoBranches('clinical', inputs, {
    filters: [16, 24, 32],
    dropouts: [0, 0, 0.7],
    embedding: 16,
    numbers: 256,
    together: 256,
    dropout: 0.4,
  });
}

/** Waveform first: more convolution, few numbers. Another view of the same beats, whose mistakes are others. */
export function clinicalWaveformNetwork(inputs: NetworkInputs): Network {
  return twoBranches('clinical-waveform', inputs, {
    filters: [24, 32, 48],
    dropouts: [0, 0, 0.2],
    embedding: 48,
    numbers: 24,
    together: 48,
    dropout: 0.2,
  });
}

/** Three convolution blocks over the waveform, a dense block over the numbers, a dense block over both, one number a class. */
function twoBranches(architecture: string, inputs: NetworkInputs, sizes: TwoBranches): Network {
  const network = buildNetwork(architecture, inputs);
  if (!network.features)
    throw new CaliperError('invalid-input', `The network "${architecture}" reads numbers beside the waveform.`);
  const { filters, dropouts, embedding, numbers, together, dropout } = sizes;
  const convolve = (block: 0 | 1 | 2, kernel: number) =>
    convolutionBlock({ filters: filters[block], kernel, dropout: dropouts[block] });
  const first = network.place('block1', convolve(0, 7), network.beats);
  const second = network.place('block2', convolve(1, 5), first);
  const third = network.place('block3', convolve(2, 5), second);
  const waveform = network.place('waveform', denseBlock({ units: embedding, dropout: 0 }), third);
  const described = network.place('numbers', denseBlock({ units: numbers, dropout }), network.features);
  const joined = network.place('together', denseBlock({ units: together, dropout }), waveform, described);
  return network.finish(
    network.place('logits', dense({ units: inputs.classes, activation: 'none', dropout: 0 }), joined),
  );
}
