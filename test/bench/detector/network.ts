import type { Random } from '../../../app/signal/random.ts';

/** A network with one hidden layer over raw features. */
export interface Network {
  /** By unit, then feature. */
  readonly hiddenWeights: Float64Array;
  readonly hiddenBiases: Float64Array;
  readonly outputWeights: Float64Array;
  readonly outputBias: number;
}

/** Rows to learn from. */
export interface Examples {
  readonly features: Float32Array;
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
}

const leak = 0.05;
const batch = 128;
const highestRate = 3e-3;
const warmUp = 200;
const decay = 1e-5;
const averaging = 0.999;

/**
 * Trains by Adam (Kingma & Ba 2015) with a cosine schedule on the weighted cross-entropy; gives the running average of the
 * parameters, with the standardisation of the features folded in.
 */
export function trainNetwork(
  { features, labels, weights }: Examples,
  count: number,
  units: number,
  epochs: number,
  random: Random,
): Network {
  const rows = labels.length;
  const mean = new Float64Array(count);
  const scale = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < count; k++) {
      mean[k]! += features[row * count + k]! / rows;
      scale[k]! += features[row * count + k]! ** 2 / rows;
    }
  }
  for (let k = 0; k < count; k++) scale[k] = 1 / Math.max(1e-3, Math.sqrt(Math.max(0, scale[k]! - mean[k]! ** 2)));

  const size = units * count + 2 * units + 1;
  const [biases, outputs, last] = [units * count, units * count + units, size - 1];
  const parameters = new Float64Array(size);
  for (let index = 0; index < biases; index++) parameters[index] = random.normal() * Math.sqrt(2 / count);
  for (let unit = 0; unit < units; unit++) parameters[outputs + unit] = random.normal() * Math.sqrt(2 / units);
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const average = parameters.slice();
  const input = new Float64Array(count);
  const hidden = new Float64Array(units);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const steps = epochs * Math.floor(rows / batch);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = rows - 1; at > 0; at--) {
      const other = random.integer(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    for (let from = 0; from + batch <= rows; from += batch) {
      gradient.fill(0);
      for (let at = from; at < from + batch; at++) {
        const row = order[at]!;
        for (let k = 0; k < count; k++) input[k] = (features[row * count + k]! - mean[k]!) * scale[k]!;
        let logit = parameters[last]!;
        for (let unit = 0; unit < units; unit++) {
          let sum = parameters[biases + unit]!;
          for (let k = 0; k < count; k++) sum += parameters[unit * count + k]! * input[k]!;
          hidden[unit] = sum > 0 ? sum : leak * sum;
          logit += parameters[outputs + unit]! * hidden[unit]!;
        }
        const error = (1 / (1 + Math.exp(-logit)) - labels[row]!) * weights[row]!;
        gradient[last]! += error;
        for (let unit = 0; unit < units; unit++) {
          gradient[outputs + unit]! += error * hidden[unit]!;
          const delta = error * parameters[outputs + unit]! * (hidden[unit]! > 0 ? 1 : leak);
          gradient[biases + unit]! += delta;
          for (let k = 0; k < count; k++) gradient[unit * count + k]! += delta * input[k]!;
        }
      }
      step++;
      const rate = highestRate * (step < warmUp ? step / warmUp : 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
      const [correction1, correction2] = [1 - 0.9 ** step, 1 - 0.999 ** step];
      for (let index = 0; index < size; index++) {
        const slope = gradient[index]! / batch + decay * parameters[index]!;
        first[index] = 0.9 * first[index]! + 0.1 * slope;
        second[index] = 0.999 * second[index]! + 0.001 * slope * slope;
        parameters[index]! -= (rate * (first[index]! / correction1)) / (Math.sqrt(second[index]! / correction2) + 1e-8);
        average[index] = averaging * average[index]! + (1 - averaging) * parameters[index]!;
      }
    }
  }
  const hiddenWeights = average.slice(0, biases);
  const hiddenBiases = average.slice(biases, outputs);
  for (let unit = 0; unit < units; unit++) {
    for (let k = 0; k < count; k++) {
      hiddenWeights[unit * count + k]! *= scale[k]!;
      hiddenBiases[unit]! -= hiddenWeights[unit * count + k]! * mean[k]!;
    }
  }
  return { hiddenWeights, hiddenBiases, outputWeights: average.slice(outputs, last), outputBias: average[last]! };
}

/** The mean of several networks' log odds, as one network. */
export function joinNetworks(networks: readonly Network[]): Network {
  const join = (part: (network: Network) => Float64Array) =>
    Float64Array.from(networks.flatMap((network) => [...part(network)]));
  return {
    hiddenWeights: join((network) => network.hiddenWeights),
    hiddenBiases: join((network) => network.hiddenBiases),
    outputWeights: join((network) => network.outputWeights).map((weight) => weight / networks.length),
    outputBias: networks.reduce((sum, { outputBias }) => sum + outputBias, 0) / networks.length,
  };
}
