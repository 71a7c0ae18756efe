import { CaliperError } from '../../contract/errors.ts';
import { convolutionBlock } from '../layers/convolution-block.ts';
import { denseBlock } from '../layers/dense-block.ts';
import { dense } from '../layers/dense.ts';
import { buildNetwork, type Network, type NetworkInputs } from '../network.ts';

/** What dropout takes away of the wide dense blocks. */
const dropout = 0.4;

/**
 * For recordings of patients never seen: rhythm and comparison with the patient's own beat decide, the waveform adds what they
 * cannot say.
 *
 * Two branches: three convolution blocks over the waveform, a dense block over the numbers beside it; then a dense block over
 * both. The waveform passes a bottleneck of 16 numbers behind strong dropout, or the network would learn the patients of its
 * training by heart.
 *
 * @throws CaliperError `invalid-input` where there are no numbers beside the waveform
 */
export function clinicalNetwork(inputs: NetworkInputs): Network {
  const network = buildNetwork('clinical', inputs);
  if (!network.features)
    throw new CaliperError('invalid-input', 'The network "clinical" reads numbers beside the waveform.');
  const first = network.place('block1', convolutionBlock({ filters: 16, kernel: 7, dropout: 0 }), network.beats);
  const second = network.place('block2', convolutionBlock({ filters: 24, kernel: 5, dropout: 0 }), first);
  const third = network.place('block3', convolutionBlock({ filters: 32, kernel: 5, dropout: 0.7 }), second);
  const waveform = network.place('waveform', denseBlock({ units: 16, dropout: 0 }), third);
  const numbers = network.place('numbers', denseBlock({ units: 256, dropout }), network.features);
  const together = network.place('together', denseBlock({ units: 256, dropout }), waveform, numbers);
  const logits = dense({ units: inputs.classes, activation: 'none', dropout: 0 });
  return network.finish(network.place('logits', logits, together));
}
