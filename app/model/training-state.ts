import type { Random } from '../signal/random.ts';
import type { Network } from './network.ts';
import type { Initial, ParameterDefinition } from './layers/layer.ts';

/** A parameter of a network: its place in one of the groups that training updates together. */
export interface PlacedParameter {
  /** Layer and parameter: "block1.weight". */
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** First element in its group. */
  readonly offset: number;
  readonly initial: Initial;
  readonly lastRow: Initial | null;
  /** How many of its first elements are weights, which weight decay applies to; biases and normalisations are none. */
  readonly decays: number;
}

/** Parameters that lie one after another in one flat tensor. */
export interface ParameterGroup {
  readonly name: string;
  readonly size: number;
  readonly members: readonly PlacedParameter[];
}

/** Running mean and variance of one normalisation in the flat vector of all of them. */
export interface PlacedStatistic {
  readonly name: string;
  readonly channels: number;
  /** First mean; the variances follow the means. */
  readonly offset: number;
}

export interface StateLayout {
  readonly groups: readonly ParameterGroup[];
  readonly statistics: readonly PlacedStatistic[];
  readonly statisticsSize: number;
}

/** Everything that training carries from step to step; the arrays follow the groups of the {@link StateLayout}. */
export interface TrainingState {
  /** Steps taken. */
  readonly step: number;
  readonly parameters: readonly Float32Array[];
  readonly means: readonly Float32Array[];
  readonly squares: readonly Float32Array[];
  readonly statistics: Float32Array;
}

/** What a trained network consists of, by layer and name. */
export interface Weights {
  parameter(name: string): Float32Array;
  /** Running mean and variance of a normalisation. */
  statistic(name: string): { readonly mean: Float32Array; readonly variance: Float32Array };
}

/** Above this many elements a parameter is updated on its own; below, packed with others: every node costs microseconds. */
const packedSize = 12288;

/** Decides where every parameter lies. */
export function stateLayout(network: Network): StateLayout {
  const all = network.layers.flatMap(({ name, layer }) =>
    layer.parameters.map((definition) => ({
      name: `${name}.${definition.name}`,
      shape: definition.shape,
      size: definition.shape.reduce((product, size) => product * size, 1),
      initial: definition.initial,
      lastRow: definition.lastRow ?? null,
      decays: countWeights(definition),
    })),
  );
  let packed = 0;
  const small: PlacedParameter[] = [];
  const groups: ParameterGroup[] = [];
  for (const parameter of all) {
    if (parameter.size > packedSize) {
      groups.push({ name: parameter.name, size: parameter.size, members: [{ ...parameter, offset: 0 }] });
    } else {
      small.push({ ...parameter, offset: packed });
      packed += parameter.size;
    }
  }
  groups.unshift({ name: 'small', size: packed, members: small });

  let statisticsSize = 0;
  const statistics: PlacedStatistic[] = [];
  for (const { name, layer } of network.layers) {
    for (const { name: own, channels } of layer.statistics) {
      statistics.push({ name: `${name}.${own}`, channels, offset: statisticsSize });
      statisticsSize += 2 * channels;
    }
  }
  return { groups, statistics, statisticsSize };
}

/** Weights are what starts at random; a bias kept as the last row of a matrix starts at a value, as all biases do. */
function countWeights({ shape, initial, lastRow }: ParameterDefinition): number {
  if ('value' in initial) return 0;
  const size = shape.reduce((product, extent) => product * extent, 1);
  return lastRow && 'value' in lastRow ? size - shape[shape.length - 1]! : size;
}

/** A network before its first step: weights as He et al. 2015 (normal, variance 2 / inputs before a ReLU), biases 0. */
export function initialState(layout: StateLayout, random: Random): TrainingState {
  const parameters = layout.groups.map((group) => {
    const values = new Float32Array(group.size);
    for (const member of group.members) fill(values, member, random);
    return values;
  });
  const statistics = new Float32Array(layout.statisticsSize);
  for (const { channels, offset } of layout.statistics) statistics.fill(1, offset + channels, offset + 2 * channels);
  const zeros = () => layout.groups.map((group) => new Float32Array(group.size));
  return { step: 0, parameters, means: zeros(), squares: zeros(), statistics };
}

/** Reads the parameters of a state by name. Views, not copies. */
export function weightsOf(layout: StateLayout, state: Pick<TrainingState, 'parameters' | 'statistics'>): Weights {
  const parameters = new Map<string, Float32Array>();
  layout.groups.forEach((group, index) => {
    for (const { name, offset, size } of group.members)
      parameters.set(name, state.parameters[index]!.subarray(offset, offset + size));
  });
  const statistics = new Map(
    layout.statistics.map(({ name, channels, offset }) => [
      name,
      {
        mean: state.statistics.subarray(offset, offset + channels),
        variance: state.statistics.subarray(offset + channels, offset + 2 * channels),
      },
    ]),
  );
  return {
    parameter: (name) => parameters.get(name)!,
    statistic: (name) => statistics.get(name)!,
  };
}

function fill(values: Float32Array, { shape, size, offset, initial, lastRow }: PlacedParameter, random: Random): void {
  const rowSize = shape[shape.length - 1]!;
  for (let index = 0; index < size; index++) {
    const rule = lastRow && index >= size - rowSize ? lastRow : initial;
    values[offset + index] = 'value' in rule ? rule.value : Math.sqrt(rule.variance) * random.normal();
  }
}
