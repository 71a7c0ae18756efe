import { Tensor } from 'onnxruntime-node';

import { beatsRowWidth } from '../../app/model/beats-row.ts';
import type { Network } from '../../app/model/network.ts';
import { stateLayout } from '../../app/model/training-state.ts';
import { masksOf } from '../../app/model/training-step.ts';
import type { Random } from '../../app/signal/random.ts';
import type { ReferenceInput } from './reference-network.ts';

/** One batch with everything that makes gradients go wrong: zero tails, dropout, negative gammas, weighted targets. */
export interface TrainingProblem {
  readonly reference: ReferenceInput;
  /** Inputs of the float64 gradient graph. */
  readonly feeds: Record<string, Tensor>;
}

/** Invents a problem for a network. */
export function inventProblem(network: Network, batch: number, random: Random): TrainingProblem {
  const { leads, length, features, classes } = network.inputs;
  const parameters = new Map<string, Float64Array>();
  const feeds: Record<string, Tensor> = {};
  for (const { name, size, shape } of stateLayout(network).groups.flatMap((group) => group.members)) {
    const values = Float64Array.from({ length: size }, () => draw(name, shape[0]!, random));
    parameters.set(name, values);
    feeds[`parameter.${name}`] = new Tensor('float64', values, shape);
  }

  const beats = new Float64Array(batch * leads * length);
  for (let row = 0; row < batch * leads; row++) {
    const used = Math.floor(length * (0.5 + 0.5 * random.uniform()));
    for (let sample = 0; sample < used; sample++) beats[row * length + sample] = random.uniform();
  }
  const targets = new Float64Array(batch * classes);
  for (let beat = 0; beat < batch; beat++) targets[beat * classes + random.integer(classes)] = 0.5 + random.uniform();
  const extra = Float64Array.from({ length: batch * features }, () => random.normal());
  feeds['beats'] = new Tensor('float64', trainingRows(beats, batch, leads, length), [
    batch,
    beatsRowWidth(length, leads),
  ]);
  feeds['targets'] = new Tensor('float64', targets, [batch, classes]);
  if (features > 0) feeds['features'] = new Tensor('float64', extra, [batch, features]);

  const masks = new Map<string, { values: Uint8Array; rows: number; columns: number }>();
  for (const { name, rows, columns, rate, zeroRow } of masksOf(network)) {
    const values = Uint8Array.from({ length: batch * rows * columns }, (_, index) => {
      const row = Math.floor(index / columns) % rows;
      return random.uniform() < rate || (zeroRow && row === rows - 1) ? 0 : 1;
    });
    masks.set(name, { values, rows, columns });
    feeds[`mask.${name}`] = new Tensor('uint8', values, [batch, rows, columns]);
  }
  function kept(name: string, beat: number, position: number, channel: number): number {
    const { values, rows, columns } = masks.get(name)!;
    return values[(beat * rows + position) * columns + channel]!;
  }
  return {
    reference: { batch, leads, length, beats, features: extra, targets, parameters, kept, running: null },
    feeds,
  };
}

function draw(name: string, rows: number, random: Random): number {
  if (name.endsWith('gamma')) return (random.uniform() < 0.3 ? -1 : 1) * (0.5 + random.uniform());
  return random.normal() * Math.sqrt(name.endsWith('weight') ? 2 / rows : 0.1);
}

function trainingRows(beats: Float64Array, batch: number, leads: number, length: number): Float64Array {
  const width = leads * length + 2;
  const rows = new Float64Array(batch * width);
  for (let beat = 0; beat < batch; beat++) {
    for (let lead = 0; lead < leads; lead++)
      for (let sample = 0; sample < length; sample++)
        rows[beat * width + sample * leads + lead] = beats[(beat * leads + lead) * length + sample]!;
    rows[beat * width + width - 1] = 1;
  }
  return rows;
}
