import { adam, type AdamState } from './adam.ts';
import { beatsRowWidth } from './beats-row.ts';
import { createGraph, encodeGraph, type Graph, type Precision, type Tensor, type ValueType } from './graph.ts';
import type { Network } from './network.ts';
import type { Axis } from './onnx/encode.ts';
import { add, concatenate, multiply, reshape, split, toReal } from './ops/arithmetic.ts';
import { stateLayout, type ParameterGroup, type StateLayout } from './training-state.ts';
import { addTrainingStep, masksOf, type StepInputs, type StepOutputs } from './training-step.ts';

/** Share of the batch in the running mean and variance, as in PyTorch. */
const statisticsMomentum = 0.1;

/**
 * The training graph: any number of steps of `batch` beats in one run, for parameters and moments then stay inside
 * onnxruntime from step to step.
 *
 * Inputs: `steps` (int64), `beats` [steps, batch, row], `targets` [steps, batch, classes], `features` where there are any,
 * `mask.NAME` uint8 [steps, batch, rows, columns] for every dropout, `rate` and `epsilon` [steps] of `adamCoefficients`,
 * `decay` [steps], learning rate x weight decay, where `weightDecay` asks for it,
 * and the state: `parameter.GROUP`, `mean.GROUP`, `square.GROUP`, `statistics`.
 * Outputs: the state under `next.` + its name, and `metrics`: the sums over the steps of loss and of correct beats.
 */
export function trainingGraph(network: Network, batch: number, weightDecay: boolean): Uint8Array<ArrayBuffer> {
  const layout = stateLayout(network);
  const graph = createGraph('float32');
  const steps = graph.input('steps', 'int64', []);
  const perStep = declareBatch(graph, network, batch, ['steps']);
  const rate = graph.input('rate', 'real', ['steps']);
  const epsilon = graph.input('epsilon', 'real', ['steps']);
  const decay = weightDecay ? graph.input('decay', 'real', ['steps']) : null;
  const state = stateValues(layout);
  const initial = state.map(({ name, size }) => graph.input(name, 'real', [size]));

  const body = graph.subgraph();
  const iteration = body.input('iteration', 'int64', []);
  const condition = body.input('condition', 'bool', []);
  const carried = state.map(({ name, size }) => body.input(`carried.${name}`, 'real', [size]));
  const metrics = body.input('carried.metrics', 'real', [2]);
  const slice = (tensor: Tensor) => body.node('Gather', [tensor, iteration], { axis: 0 });

  const parameters = unpack(body, layout, carried);
  const step = addTrainingStep(body, network, batch, {
    beats: slice(perStep.beats),
    features: perStep.features && slice(perStep.features),
    targets: slice(perStep.targets),
    masks: new Map([...perStep.masks].map(([name, mask]) => [name, toReal(body, slice(mask))])),
    parameters,
  });
  const pace = { rate: slice(rate), epsilon: slice(epsilon), decay: decay && slice(decay) };
  const next = update(body, layout, carried, step, pace);
  const sums = concatenate(body, [reshape(body, step.loss, [1]), reshape(body, step.correct, [1])], 0);

  body.output(body.node('Identity', [condition]), null, 'bool', []);
  state.forEach(({ size }, index) => body.output(next[index]!, null, 'real', [size]));
  body.output(add(body, metrics, sums), null, 'real', [2]);

  const always = graph.node('Equal', [graph.integers([0]), graph.integers([0])]);
  const loopInputs = [steps, reshape(graph, always, []), ...initial, graph.constant([0, 0], [2])];
  const results = graph.nodes('Loop', loopInputs, state.length + 1, { body: body.encode('step') });
  state.forEach(({ name, size }, index) => graph.output(results[index]!, `next.${name}`, 'real', [size]));
  graph.output(results[state.length]!, 'metrics', 'real', [2]);
  return encodeGraph(graph, `${network.architecture}-training`);
}

/**
 * One step without an update, for checking: inputs as of {@link trainingGraph} without their first axis and with the parameters
 * by name (`parameter.block1.weight`); outputs `loss`, `correct`, `gradient.NAME`, `mean.NAME` and `variance.NAME`.
 */
export function gradientGraph(network: Network, batch: number, precision: Precision): Uint8Array<ArrayBuffer> {
  const layout = stateLayout(network);
  const graph = createGraph(precision);
  const inputs = declareBatch(graph, network, batch, []);
  const members = layout.groups.flatMap((group) => group.members);
  const parameters = new Map(members.map(({ name, shape }) => [name, graph.input(`parameter.${name}`, 'real', shape)]));
  const masks = new Map([...inputs.masks].map(([name, mask]) => [name, toReal(graph, mask)]));
  const step = addTrainingStep(graph, network, batch, { ...inputs, masks, parameters });
  graph.output(step.loss, 'loss', 'real', []);
  graph.output(step.correct, 'correct', 'real', []);
  for (const { name, shape } of members) {
    graph.output(reshape(graph, step.gradients.get(name)!, shape), `gradient.${name}`, 'real', shape);
  }
  for (const [name, { mean, variance }] of step.statistics) {
    graph.output(mean, `mean.${name}`, 'real', [1, 'channels']);
    graph.output(variance, `variance.${name}`, 'real', [1, 'channels']);
  }
  return encodeGraph(graph, `${network.architecture}-gradient`);
}

/** Name and size of every state tensor, in the order in which the loop carries them. */
export function stateValues(layout: StateLayout): { readonly name: string; readonly size: number }[] {
  const groups = layout.groups.flatMap(({ name, size }) => [
    { name: `parameter.${name}`, size },
    { name: `mean.${name}`, size },
    { name: `square.${name}`, size },
  ]);
  return [...groups, { name: 'statistics', size: layout.statisticsSize }];
}

function declareBatch(
  graph: Graph,
  network: Network,
  batch: number,
  outer: readonly Axis[],
): Omit<StepInputs, 'parameters'> {
  const { leads, length, features, classes } = network.inputs;
  const input = (name: string, type: ValueType, ...shape: number[]) =>
    graph.input(name, type, [...outer, batch, ...shape]);
  return {
    beats: input('beats', 'real', beatsRowWidth(length, leads)),
    targets: input('targets', 'real', classes),
    features: features > 0 ? input('features', 'real', features) : null,
    masks: new Map(
      masksOf(network).map(({ name, rows, columns }) => [name, input(`mask.${name}`, 'uint8', rows, columns)]),
    ),
  };
}

function unpack(graph: Graph, layout: StateLayout, carried: readonly Tensor[]): Map<string, Tensor> {
  const parameters = new Map<string, Tensor>();
  layout.groups.forEach(({ members }, index) => {
    const flat = carried[3 * index]!;
    const sizes = members.map((member) => member.size);
    const parts = members.length > 1 ? split(graph, flat, 0, sizes) : [flat];
    members.forEach(({ name, shape }, position) => parameters.set(name, reshape(graph, parts[position]!, shape)));
  });
  return parameters;
}

function update(
  graph: Graph,
  layout: StateLayout,
  carried: readonly Tensor[],
  step: StepOutputs,
  pace: { readonly rate: Tensor; readonly epsilon: Tensor; readonly decay: Tensor | null },
): Tensor[] {
  const next = layout.groups.flatMap((group, index) => {
    const [parameter, mean, square] = carried.slice(3 * index, 3 * index + 3) as [Tensor, Tensor, Tensor];
    const state: AdamState = { parameter, mean, square };
    const decay = pace.decay && { amount: pace.decay, mask: decaying(graph, group) };
    const updated = adam(graph, state, gradientOf(graph, group, step), pace.rate, pace.epsilon, decay);
    return [updated.parameter, updated.mean, updated.square];
  });
  const batchStatistics = layout.statistics.flatMap(({ name }) => {
    const { mean, variance, samples } = step.statistics.get(name)!;
    const unbiased = multiply(graph, variance, graph.scalar(samples / (samples - 1)));
    return [reshape(graph, mean, [-1]), reshape(graph, unbiased, [-1])];
  });
  const running = multiply(graph, carried[carried.length - 1]!, graph.scalar(1 - statisticsMomentum));
  if (batchStatistics.length === 0) return [...next, running];
  const added = multiply(graph, concatenate(graph, batchStatistics, 0), graph.scalar(statisticsMomentum));
  return [...next, add(graph, running, added)];
}

function gradientOf(graph: Graph, group: ParameterGroup, step: StepOutputs): Tensor {
  const flat = group.members.map(({ name }) => reshape(graph, step.gradients.get(name)!, [-1]));
  return concatenate(graph, flat, 0);
}

/** 1 for every element of a group that weight decay applies to. */
function decaying(graph: Graph, { members, size }: ParameterGroup): Tensor {
  const mask = new Float64Array(size);
  for (const { offset, decays } of members) mask.fill(1, offset, offset + decays);
  return mask.every((value) => value === 1) ? graph.scalar(1) : graph.constant(mask, [size]);
}
