import { createGraph, encodeGraph, type Tensor } from './graph.ts';
import { beatsIndex, featuresIndex, type Network } from './network.ts';
import { specificationKey, type ModelSpecification } from './specification.ts';
import type { Weights } from './training-state.ts';

/**
 * The model file: `beats` [batch, leads, length] (and `features` [batch, features]) in, `probabilities` [batch, classes] out,
 * any batch, with the specification in its metadata.
 *
 * @param temperature what the logits are divided by
 */
export function inferenceGraph(
  network: Network,
  weights: Weights,
  specification: ModelSpecification,
  temperature = 1,
): Uint8Array<ArrayBuffer> {
  const { leads, length, features, classes } = network.inputs;
  const graph = createGraph('float32');
  const beats = graph.input('beats', 'real', ['batch', leads, length]);
  const values = new Map<number, Tensor>([[beatsIndex, graph.node('Unsqueeze', [beats, graph.integers([2])])]]);
  if (features > 0) values.set(featuresIndex, graph.input('features', 'real', ['batch', features]));

  for (const { name, layer, inputs, output } of network.layers) {
    const context = {
      graph,
      parameter: (parameter: string) => weights.parameter(`${name}.${parameter}`),
      mean: (own: string) => weights.statistic(`${name}.${own}`).mean,
      variance: (own: string) => weights.statistic(`${name}.${own}`).variance,
    };
    values.set(
      output,
      layer.infer(
        context,
        inputs.map((index) => values.get(index)!),
      ),
    );
  }
  const logits = values.get(network.layers.length + 1)!;
  const tempered = temperature === 1 ? logits : graph.node('Mul', [logits, graph.scalar(1 / temperature)]);
  const probabilities = graph.node('Softmax', [tempered], { axis: 1 });
  graph.output(probabilities, 'probabilities', 'real', ['batch', classes]);
  return encodeGraph(graph, network.architecture, { [specificationKey]: JSON.stringify(specification) });
}
