/**
 * The seed network written a second time, for checking the first: plain float64 loops over [batch, channels, length], no trick of
 * the training graph, no code shared with it. Only the order of the weights is that of the product.
 */
export interface ReferenceInput {
  readonly batch: number;
  readonly leads: number;
  readonly length: number;
  /** [batch, leads, length]. */
  readonly beats: Float64Array;
  /** [batch, features]. */
  readonly features: Float64Array;
  /** [batch, classes]. */
  readonly targets: Float64Array;
  readonly parameters: ReadonlyMap<string, Float64Array>;
  /** Dropout masks by position: 1 keeps. Null: evaluation without dropout. */
  readonly kept: ((name: string, beat: number, position: number, channel: number) => number) | null;
  /** Running statistics; null: those of the batch. */
  readonly running: ReadonlyMap<string, { mean: Float64Array; variance: Float64Array }> | null;
}

export interface ReferenceResult {
  readonly loss: number;
  readonly probabilities: Float64Array;
  readonly statistics: Map<string, { mean: Float64Array; variance: Float64Array }>;
}

export interface Signal {
  readonly channels: number;
  readonly length: number;
  /** [batch, channels, length]. */
  readonly values: Float64Array;
}

/** Forward pass of the seed network, or of one like it with other sizes. */
export function referenceSeedNetwork(input: ReferenceInput, classes: number): ReferenceResult {
  const statistics = new Map<string, { mean: Float64Array; variance: Float64Array }>();
  const beats: Signal = { channels: input.leads, length: input.length, values: input.beats };
  const block1 = block(input, statistics, 'block1', beats);
  const block2 = skip(input, 'skip1', beats, block(input, statistics, 'block2', block1), 4);
  const block3 = skip(input, 'skip2', block1, block(input, statistics, 'block3', block2), 4);
  const block4 = block(input, statistics, 'block4', block3);

  const features = input.features.length / input.batch;
  const width = block4.channels * block4.length + features;
  const flat = new Float64Array(input.batch * width);
  for (let beat = 0; beat < input.batch; beat++) {
    for (let position = 0; position < block4.length; position++)
      for (let channel = 0; channel < block4.channels; channel++)
        flat[beat * width + position * block4.channels + channel] =
          block4.values[(beat * block4.channels + channel) * block4.length + position]!;
    for (let feature = 0; feature < features; feature++)
      flat[beat * width + width - features + feature] = input.features[beat * features + feature]!;
  }
  const units = input.parameters.get('hidden.bias')!.length;
  const hidden = linear(input, 'hidden', flat, width, units);
  for (let index = 0; index < hidden.length; index++) {
    const keep = input.kept ? input.kept('hidden.dropout', Math.floor(index / units), 0, index % units) / 0.7 : 1;
    hidden[index] = Math.max(0, hidden[index]!) * keep;
  }
  const logits = linear(input, 'logits', hidden, units, classes);
  return { ...softmaxCrossEntropy(logits, input.targets, input.batch, classes), statistics };
}

function block(input: ReferenceInput, statistics: ReferenceResult['statistics'], name: string, x: Signal): Signal {
  const weight = input.parameters.get(`${name}.weight`)!;
  const gamma = input.parameters.get(`${name}.gamma`)!;
  const beta = input.parameters.get(`${name}.beta`)!;
  const filters = gamma.length;
  const length = x.length;
  const y = new Float64Array(input.batch * filters * length);
  for (let beat = 0; beat < input.batch; beat++)
    for (let filter = 0; filter < filters; filter++)
      for (let position = 0; position < length; position++) {
        let sum = 0;
        for (let channel = 0; channel < x.channels; channel++)
          for (let tap = 0; tap < 5; tap++) {
            const from = position + tap - 2;
            if (from < 0 || from >= length) continue;
            const value = x.values[(beat * x.channels + channel) * length + from]!;
            sum += value * weight[(tap * x.channels + channel) * filters + filter]!;
          }
        y[(beat * filters + filter) * length + position] = sum;
      }

  const count = input.batch * length;
  const mean = new Float64Array(filters);
  const variance = new Float64Array(filters);
  for (let filter = 0; filter < filters; filter++) {
    const at = (index: number) => y[(Math.floor(index / length) * filters + filter) * length + (index % length)]!;
    for (let index = 0; index < count; index++) mean[filter]! += at(index) / count;
    for (let index = 0; index < count; index++) variance[filter]! += (at(index) - mean[filter]!) ** 2 / count;
  }
  statistics.set(`${name}.normalisation`, { mean, variance });
  const used = input.running?.get(`${name}.normalisation`) ?? { mean, variance };

  const pooled = length >> 1;
  const output = new Float64Array(input.batch * filters * pooled);
  for (let beat = 0; beat < input.batch; beat++)
    for (let filter = 0; filter < filters; filter++)
      for (let position = 0; position < pooled; position++) {
        let greatest = -Infinity;
        for (const offset of [0, 1]) {
          const value = y[(beat * filters + filter) * length + 2 * position + offset]!;
          const normalised = (value - used.mean[filter]!) / Math.sqrt(used.variance[filter]! + 1e-5);
          greatest = Math.max(greatest, gamma[filter]! * normalised + beta[filter]!, 0);
        }
        const keep = input.kept ? input.kept(`${name}.dropout`, beat, position, filter) / 0.8 : 1;
        output[(beat * filters + filter) * pooled + position] = greatest * keep;
      }
  return { channels: filters, length: pooled, values: output };
}

function skip(input: ReferenceInput, name: string, from: Signal, onto: Signal, pool: number): Signal {
  const weight = input.parameters.get(`${name}.weight`)!;
  const values = Float64Array.from(onto.values);
  for (let beat = 0; beat < input.batch; beat++)
    for (let filter = 0; filter < onto.channels; filter++)
      for (let position = 0; position < onto.length; position++) {
        let sum = weight[from.channels * onto.channels + filter]!;
        for (let channel = 0; channel < from.channels; channel++)
          for (let offset = 0; offset < pool; offset++)
            sum +=
              (from.values[(beat * from.channels + channel) * from.length + position * pool + offset]! / pool) *
              weight[channel * onto.channels + filter]!;
        values[(beat * onto.channels + filter) * onto.length + position]! += sum;
      }
  return { channels: onto.channels, length: onto.length, values };
}

export function linear(
  input: ReferenceInput,
  name: string,
  x: Float64Array,
  width: number,
  units: number,
): Float64Array {
  const weight = input.parameters.get(`${name}.weight`)!;
  const bias = input.parameters.get(`${name}.bias`)!;
  const y = new Float64Array(input.batch * units);
  for (let beat = 0; beat < input.batch; beat++)
    for (let unit = 0; unit < units; unit++) {
      let sum = bias[unit]!;
      for (let index = 0; index < width; index++) sum += x[beat * width + index]! * weight[index * units + unit]!;
      y[beat * units + unit] = sum;
    }
  return y;
}

export function softmaxCrossEntropy(logits: Float64Array, targets: Float64Array, batch: number, classes: number) {
  const probabilities = new Float64Array(logits.length);
  let loss = 0;
  for (let beat = 0; beat < batch; beat++) {
    const row = logits.subarray(beat * classes, (beat + 1) * classes);
    const greatest = Math.max(...row);
    const total = row.reduce((sum, value) => sum + Math.exp(value - greatest), 0);
    row.forEach((value, index) => {
      const logProbability = value - greatest - Math.log(total);
      probabilities[beat * classes + index] = Math.exp(logProbability);
      loss -= (targets[beat * classes + index]! * logProbability) / batch;
    });
  }
  return { loss, probabilities };
}
