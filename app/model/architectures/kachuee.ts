import { convolution } from '../layers/convolution.ts';
import { dense } from '../layers/dense.ts';
import { residualPool } from '../layers/residual-pool.ts';
import { buildNetwork, type Network, type NetworkInputs, type Node } from '../network.ts';

/**
 * The network of Kachuee, Fazeli & Sarrafzadeh 2018 (arXiv 1805.00794), which the study measures itself against.
 *
 * A convolution, five residual blocks (convolution, ReLU, convolution, sum, ReLU, max pooling of 5 by 2), two dense layers of
 * 32; every convolution has 32 kernels of size 5. For 187 samples: lengths 187, 92, 44, 20, 8, 2. The paper counts 13 weight
 * layers: eleven convolutions and two dense ones; the softmax layer with one number a class comes on top.
 */
export function kachueeNetwork(inputs: NetworkInputs): Network {
  const network = buildNetwork('kachuee', inputs);
  const convolve = (activation: 'relu' | 'none') => convolution({ filters: 32, kernel: 5, activation });
  const connect = (units: number, activation: 'relu' | 'none') => dense({ units, activation, dropout: 0 });

  let signal: Node = network.place('convolution', convolve('none'), network.beats);
  for (let block = 1; block <= 5; block++) {
    const first = network.place(`block${block}a`, convolve('relu'), signal);
    const second = network.place(`block${block}b`, convolve('none'), first);
    signal = network.place(`block${block}`, residualPool({ size: 5, stride: 2 }), second, signal);
  }
  const head = network.features ? [signal, network.features] : [signal];
  const hidden = network.place('dense1', connect(32, 'relu'), ...head);
  const last = network.place('dense2', connect(32, 'relu'), hidden);
  return network.finish(network.place('logits', connect(inputs.classes, 'none'), last));
}
