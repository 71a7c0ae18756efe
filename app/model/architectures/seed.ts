import { convolutionBlock } from '../layers/convolution-block.ts';
import { dense } from '../layers/dense.ts';
import { shortcut } from '../layers/shortcut.ts';
import { buildNetwork, type Network, type NetworkInputs } from '../network.ts';

/**
 * The network of "A Study of ECG Heartbeat Categorization Using Convolutional Neural Networks".
 *
 * Four blocks of convolution (kernel 5), batch normalisation, ReLU, max pooling and dropout with 32, 64, 128 and 256 filters;
 * a skip connection from the input onto the second block and one from the first block onto the third; two dense layers.
 * For one lead of 187 samples: lengths 187, 93, 46, 23, 11; 581,733 parameters. The study does not say how its skip
 * connections meet the shorter signals; here they are 1x1 convolutions behind an average over 4 samples.
 * Extra features, where a protocol has them, join in front of the dense layers.
 */
export function seedNetwork(inputs: NetworkInputs): Network {
  const network = buildNetwork('seed', inputs);
  const block = (filters: number) => convolutionBlock({ filters, kernel: 5, dropout: 0.2 });

  const first = network.place('block1', block(32), network.beats);
  const second = network.place('block2', block(64), first);
  const secondWithSkip = network.place('skip1', shortcut({ pool: 4 }), network.beats, second);
  const third = network.place('block3', block(128), secondWithSkip);
  const thirdWithSkip = network.place('skip2', shortcut({ pool: 4 }), first, third);
  const fourth = network.place('block4', block(256), thirdWithSkip);

  const head = network.features ? [fourth, network.features] : [fourth];
  const hidden = network.place('hidden', dense({ units: 128, activation: 'relu', dropout: 0.3 }), ...head);
  const logits = network.place('logits', dense({ units: inputs.classes, activation: 'none', dropout: 0 }), hidden);
  return network.finish(logits);
}
