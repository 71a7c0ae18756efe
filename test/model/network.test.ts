import { describe, expect, it } from 'vitest';

import { networkOf } from '../../app/model/architectures/architectures.ts';
import { kachueeNetwork } from '../../app/model/architectures/kachuee.ts';
import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { convolutionBlock } from '../../app/model/layers/convolution-block.ts';
import { shortcut } from '../../app/model/layers/shortcut.ts';
import { buildNetwork, countMultiplyAdds, countParameters } from '../../app/model/network.ts';

const inputs = { leads: 1, length: 187, features: 0, classes: 5 };

describe('network of the study', () => {
  const network = seedNetwork(inputs);

  it('has the lengths and filters of the paper', () => {
    const blocks = network.layers.filter(({ name }) => name.startsWith('block'));
    expect(blocks.map(({ layer }) => layer.output)).toEqual([
      { kind: 'signal', length: 93, channels: 32 },
      { kind: 'signal', length: 46, channels: 64 },
      { kind: 'signal', length: 23, channels: 128 },
      { kind: 'signal', length: 11, channels: 256 },
    ]);
  });

  it('has 581,733 parameters', () => {
    expect(countParameters(network)).toBe(581_733);
  });

  it('costs 7,092,960 multiply-adds forward and 21,246,016 in training', () => {
    expect(countMultiplyAdds(network)).toEqual({ forward: 7_092_960, training: 21_246_016 });
  });

  it('keeps zero rows only where a convolution reads them', () => {
    const withZeroRow = network.layers.filter(({ output }) => network.zeroRows[output]).map(({ name }) => name);
    expect(withZeroRow).toEqual(['block1', 'block2', 'skip1', 'block3', 'skip2']);
  });
});

describe('network of Kachuee et al.', () => {
  const network = kachueeNetwork(inputs);

  it('has eleven convolutions and two dense layers in front of the softmax layer', () => {
    const weighted = network.layers.filter(({ layer }) => layer.parameters.length > 0).map(({ name }) => name);
    expect(weighted).toHaveLength(14);
    expect(weighted.slice(-3)).toEqual(['dense1', 'dense2', 'logits']);
  });

  it('halves the signal five times, down to two positions', () => {
    const pools = network.layers.filter(({ name }) => /^block\d$/.test(name));
    expect(pools.map(({ layer: { output } }) => output.kind === 'signal' && output.length)).toEqual([92, 44, 20, 8, 2]);
  });
});

describe('writing a network down', () => {
  it('refuses a skip connection whose lengths do not meet', () => {
    const network = buildNetwork('test', inputs);
    const first = network.place('first', convolutionBlock({ filters: 4, kernel: 3, dropout: 0 }), network.beats);
    expect(() => network.place('skip', shortcut({ pool: 3 }), network.beats, first)).toThrowError(
      'A skip connection over 187 samples by 3 does not fit a signal of 93.',
    );
  });

  it('refuses to end in anything but one number a class', () => {
    const network = buildNetwork('test', inputs);
    const first = network.place('first', convolutionBlock({ filters: 4, kernel: 3, dropout: 0 }), network.beats);
    expect(() => network.finish(first)).toThrowError('must end in one number for each class');
  });

  it('names the architectures it knows when asked for another', () => {
    expect(() => networkOf('transformer', inputs)).toThrowError(
      expect.objectContaining({
        code: 'unsupported',
        message: expect.stringContaining('known: seed') as string,
      }) as Error,
    );
  });
});
