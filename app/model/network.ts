import { CaliperError } from '../contract/errors.ts';
import type { Layer, LayerFactory, Shape } from './layers/layer.ts';

/** What a network reads: `leads` x `length` samples of every beat and, beside them, `features` numbers. */
export interface NetworkInputs {
  readonly leads: number;
  readonly length: number;
  readonly features: number;
  readonly classes: number;
}

/** A value in a network: an input or the output of a layer. */
export interface Node {
  readonly index: number;
  readonly shape: Shape;
}

export interface PlacedLayer {
  readonly name: string;
  readonly layer: Layer;
  /** Indices of the values that it reads; {@link beatsIndex}, {@link featuresIndex} or those of earlier layers. */
  readonly inputs: readonly number[];
  /** Index of its output. */
  readonly output: number;
}

/** A network written down: layers in the order in which they run, the last one giving the logits. */
export interface Network {
  readonly architecture: string;
  readonly inputs: NetworkInputs;
  readonly layers: readonly PlacedLayer[];
  /** For every value whether it carries a zero row in the training graph. */
  readonly zeroRows: readonly boolean[];
}

export const beatsIndex = 0;
export const featuresIndex = 1;

export interface NetworkBuilder {
  readonly beats: Node;
  /** The extra numbers; null where the network has none. */
  readonly features: Node | null;
  /** Places a layer behind the given values. */
  place(name: string, factory: LayerFactory, ...inputs: readonly Node[]): Node;
  /** Ends the network. `logits` is one number a class. */
  finish(logits: Node): Network;
}

/** Starts a network. */
export function buildNetwork(architecture: string, inputs: NetworkInputs): NetworkBuilder {
  const layers: PlacedLayer[] = [];
  const beats: Node = {
    index: beatsIndex,
    shape: { kind: 'beats', length: inputs.length, channels: inputs.leads },
  };
  const features: Node | null =
    inputs.features > 0 ? { index: featuresIndex, shape: { kind: 'vector', size: inputs.features } } : null;

  return {
    beats,
    features,
    place(name, factory, ...from) {
      const layer = factory(from.map((node) => node.shape));
      const output = layers.length + 2;
      layers.push({ name, layer, inputs: from.map((node) => node.index), output });
      return { index: output, shape: layer.output };
    },
    finish(logits) {
      if (logits.shape.kind !== 'vector' || logits.shape.size !== inputs.classes || logits.index !== layers.length + 1)
        throw new CaliperError('internal', `The network "${architecture}" must end in one number for each class.`);
      return { architecture, inputs, layers, zeroRows: zeroRowsOf(layers) };
    },
  };
}

/** Numbers that training adjusts. */
export function countParameters(network: Network): number {
  return network.layers
    .flatMap(({ layer }) => layer.parameters)
    .reduce((sum, parameter) => sum + parameter.shape.reduce((product, size) => product * size, 1), 0);
}

/**
 * Multiply-adds of one beat: forward, and in one training step (forward, weight gradients, input gradients; none of the
 * latter for layers that read inputs only). Work that is not a product of matrices counts as zero, so that a rate in these
 * figures can be set beside that of a plain matrix product.
 */
export function countMultiplyAdds(network: Network): { readonly forward: number; readonly training: number } {
  let forward = 0;
  let training = 0;
  for (const { layer, inputs } of network.layers) {
    const readsInputs = inputs[0]! <= featuresIndex;
    forward += layer.multiplyAdds;
    training += layer.multiplyAdds * (readsInputs ? 2 : 3);
  }
  return { forward, training };
}

/** A value carries a zero row when a layer that reads it needs one, or passes on such a need. */
function zeroRowsOf(layers: readonly PlacedLayer[]): boolean[] {
  const zeroRows = Array.from({ length: layers.length + 2 }, () => false);
  for (const { layer, inputs, output } of layers.toReversed()) {
    inputs.forEach((input, position) => {
      const need = layer.zeroRow[position];
      if (need === 'reads' || (need === 'passes' && zeroRows[output])) zeroRows[input] = true;
    });
  }
  return zeroRows;
}
