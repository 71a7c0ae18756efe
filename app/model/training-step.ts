import type { Graph, Tensor } from './graph.ts';
import { beatsIndex, featuresIndex, type Network } from './network.ts';
import { add } from './ops/arithmetic.ts';
import { crossEntropy } from './ops/cross-entropy.ts';
import type { MaskDefinition } from './layers/layer.ts';

/** Where a training step finds its inputs. */
export interface StepInputs {
  /** [batch, beatsRowWidth]. */
  readonly beats: Tensor;
  /** [batch, features], or null. */
  readonly features: Tensor | null;
  /** [batch, classes], see {@link crossEntropy}. */
  readonly targets: Tensor;
  /** "layer.parameter" to its tensor. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** "layer.mask" to [batch, rows, columns]. */
  readonly masks: ReadonlyMap<string, Tensor>;
}

export interface BatchStatistic {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly samples: number;
}

export interface StepOutputs {
  readonly loss: Tensor;
  readonly correct: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly statistics: ReadonlyMap<string, BatchStatistic>;
}

/** The dropout masks of a network, named "layer.mask". */
export function masksOf(network: Network): readonly MaskDefinition[] {
  return network.layers.flatMap(({ name, layer, output }) =>
    layer.masks(network.zeroRows[output]!).map((mask) => ({ ...mask, name: `${name}.${mask.name}` })),
  );
}

/** Adds forward pass, loss and backward pass of one batch to a graph. */
export function addTrainingStep(graph: Graph, network: Network, batch: number, inputs: StepInputs): StepOutputs {
  const values = new Map<number, Tensor>([[beatsIndex, inputs.beats]]);
  if (inputs.features) values.set(featuresIndex, inputs.features);
  const gradients = new Map<string, Tensor>();
  const statistics = new Map<string, BatchStatistic>();

  const passes = network.layers.map(({ name, layer, inputs: from, output }) => {
    const context = {
      graph,
      batch,
      zeroRow: { inputs: from.map((index) => network.zeroRows[index]!), output: network.zeroRows[output]! },
      wantsGradient: from.map((index) => index > featuresIndex),
      parameter: (parameter: string) => inputs.parameters.get(`${name}.${parameter}`)!,
      mask: (mask: string) => inputs.masks.get(`${name}.${mask}`) ?? null,
      gradient: (parameter: string, value: Tensor) => void gradients.set(`${name}.${parameter}`, value),
      statistic: (own: string, mean: Tensor, variance: Tensor, samples: number) =>
        void statistics.set(`${name}.${own}`, { mean, variance, samples }),
    };
    const pass = layer.train(
      context,
      from.map((index) => values.get(index)!),
    );
    values.set(output, pass.output);
    return { from, output, pass };
  });

  const logits = values.get(network.layers.length + 1)!;
  const entropy = crossEntropy(graph, logits, inputs.targets, batch, network.inputs.classes);

  const arriving = new Map<number, Tensor>([[network.layers.length + 1, entropy.gradient]]);
  for (const { from, output, pass } of passes.toReversed()) {
    pass.backward(arriving.get(output)!).forEach((gradient, position) => {
      if (!gradient) return;
      const index = from[position]!;
      const sofar = arriving.get(index);
      arriving.set(index, sofar ? add(graph, sofar, gradient) : gradient);
    });
  }
  return { loss: entropy.loss, correct: entropy.correct, gradients, statistics };
}
