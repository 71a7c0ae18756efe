import {
  linear,
  softmaxCrossEntropy,
  type ReferenceInput,
  type ReferenceResult,
  type Signal,
} from './reference-network.ts';

interface Rates {
  /** Dropout behind the three convolution blocks. */
  readonly dropouts: readonly [number, number, number];
  readonly dense: number;
}

type Statistics = ReferenceResult['statistics'];

/** Forward pass of the clinical networks in plain float64 loops, for checking the training graph. */
export function referenceClinicalNetwork(rates: Rates): (input: ReferenceInput, classes: number) => ReferenceResult {
  return (input, classes) => {
    const statistics: Statistics = new Map();
    let signal: Signal = { channels: input.leads, length: input.length, values: input.beats };
    [7, 5, 5].forEach((kernel, index) => {
      signal = convolutionBlock(input, statistics, `block${index + 1}`, signal, kernel, rates.dropouts[index]!);
    });
    const { channels, length } = signal;
    const flat = signal.values.map((_, index) => {
      const within = index % (channels * length);
      const beat = (index - within) / (channels * length);
      return signal.values[(beat * channels + (within % channels)) * length + Math.floor(within / channels)]!;
    });
    const waveform = denseBlock(input, statistics, 'waveform', flat, 0);
    const numbers = denseBlock(input, statistics, 'numbers', input.features, rates.dense);
    const joined = denseBlock(input, statistics, 'together', beside(input.batch, waveform, numbers), rates.dense);
    const logits = linear(input, 'logits', joined, joined.length / input.batch, classes);
    return { ...softmaxCrossEntropy(logits, input.targets, input.batch, classes), statistics };
  };
}

function convolutionBlock(
  input: ReferenceInput,
  statistics: Statistics,
  name: string,
  x: Signal,
  kernel: number,
  rate: number,
): Signal {
  const weight = input.parameters.get(`${name}.weight`)!;
  const filters = input.parameters.get(`${name}.gamma`)!.length;
  const y = new Float64Array(input.batch * x.length * filters);
  for (let row = 0; row < input.batch * x.length; row++)
    for (let filter = 0; filter < filters; filter++)
      for (let channel = 0; channel < x.channels; channel++)
        for (let tap = 0; tap < kernel; tap++) {
          const beat = Math.floor(row / x.length);
          const from = (row % x.length) + tap - (kernel - 1) / 2;
          if (from < 0 || from >= x.length) continue;
          const value = x.values[(beat * x.channels + channel) * x.length + from]!;
          y[row * filters + filter]! += value * weight[(tap * x.channels + channel) * filters + filter]!;
        }
  const z = normalised(input, statistics, name, y);
  const length = x.length >> 1;
  const values = new Float64Array(input.batch * filters * length);
  for (let beat = 0; beat < input.batch; beat++)
    for (let filter = 0; filter < filters; filter++)
      for (let position = 0; position < length; position++) {
        const first = (beat * x.length + 2 * position) * filters + filter;
        const kept = rate > 0 && input.kept ? input.kept(`${name}.dropout`, beat, position, filter) / (1 - rate) : 1;
        values[(beat * filters + filter) * length + position] = kept * Math.max(0, z[first]!, z[first + filters]!);
      }
  return { channels: filters, length, values };
}

function denseBlock(
  input: ReferenceInput,
  statistics: Statistics,
  name: string,
  x: Float64Array,
  rate: number,
): Float64Array {
  const weight = input.parameters.get(`${name}.weight`)!;
  const units = input.parameters.get(`${name}.gamma`)!.length;
  const width = x.length / input.batch;
  const y = Float64Array.from({ length: input.batch * units }, (_, index) => {
    const beat = Math.floor(index / units);
    let sum = 0;
    for (let column = 0; column < width; column++)
      sum += x[beat * width + column]! * weight[column * units + (index % units)]!;
    return sum;
  });
  return normalised(input, statistics, name, y).map((value, index) => {
    const beat = Math.floor(index / units);
    const kept = rate > 0 && input.kept ? input.kept(`${name}.dropout`, beat, 0, index % units) / (1 - rate) : 1;
    return kept * Math.max(0, value);
  });
}

/** Batch normalisation of values [rows, channels]. */
function normalised(input: ReferenceInput, statistics: Statistics, name: string, y: Float64Array): Float64Array {
  const gamma = input.parameters.get(`${name}.gamma`)!;
  const beta = input.parameters.get(`${name}.beta`)!;
  const channels = gamma.length;
  const rows = y.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  y.forEach((value, index) => (mean[index % channels]! += value / rows));
  y.forEach((value, index) => (variance[index % channels]! += (value - mean[index % channels]!) ** 2 / rows));
  statistics.set(`${name}.normalisation`, { mean, variance });
  const used = input.running?.get(`${name}.normalisation`) ?? { mean, variance };
  return y.map((value, index) => {
    const channel = index % channels;
    const deviation = Math.sqrt(used.variance[channel]! + 1e-5);
    return gamma[channel]! * ((value - used.mean[channel]!) / deviation) + beta[channel]!;
  });
}

function beside(batch: number, a: Float64Array, b: Float64Array): Float64Array {
  const [wide, narrow] = [a.length / batch, b.length / batch];
  const result = new Float64Array(a.length + b.length);
  for (let beat = 0; beat < batch; beat++) {
    result.set(a.subarray(beat * wide, (beat + 1) * wide), beat * (wide + narrow));
    result.set(b.subarray(beat * narrow, (beat + 1) * narrow), beat * (wide + narrow) + wide);
  }
  return result;
}
