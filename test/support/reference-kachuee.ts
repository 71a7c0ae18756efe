import {
  linear,
  softmaxCrossEntropy,
  type ReferenceInput,
  type ReferenceResult,
  type Signal,
} from './reference-network.ts';

/** Forward pass of the network of Kachuee et al. in plain float64 loops, for checking the training graph. */
export function referenceKachueeNetwork(input: ReferenceInput, classes: number): ReferenceResult {
  const beats: Signal = { channels: input.leads, length: input.length, values: input.beats };
  let signal = convolve(input, 'convolution', beats);
  for (let block = 1; block <= 5; block++) {
    const first = rectified(convolve(input, `block${block}a`, signal));
    const second = convolve(input, `block${block}b`, first);
    const sum = { ...second, values: second.values.map((value, index) => value + signal.values[index]!) };
    signal = pool(input.batch, rectified(sum));
  }
  const features = input.features.length / input.batch;
  const width = signal.channels * signal.length + features;
  const flat = Float64Array.from({ length: input.batch * width }, (_, index) => {
    const beat = Math.floor(index / width);
    const column = index % width;
    if (column >= width - features) return input.features[beat * features + column - width + features]!;
    const position = Math.floor(column / signal.channels);
    return signal.values[(beat * signal.channels + (column % signal.channels)) * signal.length + position]!;
  });
  const first = linear(input, 'dense1', flat, width, 32).map((value) => Math.max(0, value));
  const second = linear(input, 'dense2', first, 32, 32).map((value) => Math.max(0, value));
  const logits = linear(input, 'logits', second, 32, classes);
  return { ...softmaxCrossEntropy(logits, input.targets, input.batch, classes), statistics: new Map() };
}

function convolve(input: ReferenceInput, name: string, x: Signal): Signal {
  const weight = input.parameters.get(`${name}.weight`)!;
  const bias = input.parameters.get(`${name}.bias`)!;
  const filters = bias.length;
  const values = new Float64Array(input.batch * filters * x.length);
  for (let beat = 0; beat < input.batch; beat++)
    for (let filter = 0; filter < filters; filter++)
      for (let position = 0; position < x.length; position++) {
        let sum = bias[filter]!;
        for (let channel = 0; channel < x.channels; channel++)
          for (let tap = 0; tap < 5; tap++) {
            const from = position + tap - 2;
            if (from < 0 || from >= x.length) continue;
            const value = x.values[(beat * x.channels + channel) * x.length + from]!;
            sum += value * weight[(tap * x.channels + channel) * filters + filter]!;
          }
        values[(beat * filters + filter) * x.length + position] = sum;
      }
  return { channels: filters, length: x.length, values };
}

function rectified(x: Signal): Signal {
  return { ...x, values: x.values.map((value) => Math.max(0, value)) };
}

function pool(batch: number, x: Signal): Signal {
  const length = Math.floor((x.length - 5) / 2) + 1;
  const values = new Float64Array(batch * x.channels * length);
  for (let row = 0; row < batch * x.channels; row++)
    for (let window = 0; window < length; window++)
      values[row * length + window] = Math.max(
        ...x.values.subarray(row * x.length + 2 * window, row * x.length + 2 * window + 5),
      );
  return { channels: x.channels, length, values };
}
