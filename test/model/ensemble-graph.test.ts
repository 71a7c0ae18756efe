import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { clinicalSpecification } from '../../app/beat/clinical/features.ts';
import { networkOf } from '../../app/model/architectures/architectures.ts';
import { decide, type Decision } from '../../app/model/decision.ts';
import { ensembleGraph } from '../../app/model/ensemble-graph.ts';
import { inferenceGraph } from '../../app/model/inference-graph.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import type { ModelSpecification } from '../../app/model/specification.ts';
import { initialState, stateLayout, weightsOf } from '../../app/model/training-state.ts';
import { createRandom } from '../../app/signal/random.ts';

const specification: ModelSpecification = { ...clinicalSpecification, architecture: 'clinical' };
const narrow: ModelSpecification = {
  ...specification,
  leads: ['second', 'first'],
  features: specification.features.slice(3, 9),
};
const classes = 5;
const count = 6;

function untrained(own: ModelSpecification, seed: number): Uint8Array {
  const network = networkOf(own.architecture, {
    leads: own.leads.length,
    length: own.length,
    features: own.features.length,
    classes,
  });
  const layout = stateLayout(network);
  return inferenceGraph(network, weightsOf(layout, initialState(layout, createRandom(seed))), own);
}

/** Invented rows, and the part of them that a narrower model reads. */
function rowsFor(own: ModelSpecification): { beats: Float32Array; features: Float32Array } {
  const random = createRandom(9);
  const { leads, length, features } = specification;
  const beats = Float32Array.from({ length: count * leads.length * length }, () => random.normal());
  const numbers = Float32Array.from({ length: count * features.length }, () => random.normal());
  const channels = own.leads.map((name) => leads.indexOf(name));
  const columns = own.features.map((name) => features.indexOf(name));
  const rows = [...Array(count).keys()];
  return {
    beats: Float32Array.from(
      rows.flatMap((row) =>
        channels.flatMap((lead) => [
          ...beats.subarray((row * leads.length + lead) * length, (row * leads.length + lead + 1) * length),
        ]),
      ),
    ),
    features: Float32Array.from(
      rows.flatMap((row) => columns.map((column) => numbers[row * features.length + column]!)),
    ),
  };
}

async function probabilitiesOf(model: Uint8Array, own: ModelSpecification): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const { beats, features } = rowsFor(own);
  const feeds = {
    beats: new Tensor('float32', beats, [count, own.leads.length, own.length]),
    features: new Tensor('float32', features, [count, own.features.length]),
  };
  return (await session.run(feeds))['probabilities']!.data as Float32Array;
}

const members: [Uint8Array, ModelSpecification][] = [
  [untrained(specification, 1), specification],
  [untrained(narrow, 2), narrow],
  [untrained(specification, 3), specification],
];

describe('ensembleGraph', () => {
  it('gives the mean of what its members give, each reading its own channels and numbers', async () => {
    const single = await Promise.all(members.map(([model, own]) => probabilitiesOf(model, own)));
    const ensemble = ensembleGraph(
      members.map(([model]) => model),
      specification,
    );
    const together = await probabilitiesOf(ensemble, specification);
    together.forEach((value, index) =>
      expect(value).toBeCloseTo(
        single.reduce((sum, member) => sum + member[index]! / single.length, 0),
        5,
      ),
    );
  });

  it('leaves its probabilities at the operating point of its decision', async () => {
    const decision: Decision = { temperature: 1, priorOdds: [1.5, 0.3, 0.5, 0.2, 0.1], strength: 0.6 };
    const models = members.map(([model]) => model);
    const plain = await probabilitiesOf(ensembleGraph(models, specification), specification);
    const decided = { ...specification, decision };
    const shifted = await probabilitiesOf(ensembleGraph(models, decided), decided);
    const expected = decide(plain, { ...decision, strength: 0 }, 0.6).probabilities;
    expected.forEach((value, index) => expect(shifted[index]).toBeCloseTo(value, 5));
  });

  it('is less sure at a higher temperature, and as sure as its members at 1', async () => {
    const [[model]] = members as [[Uint8Array, ModelSpecification]];
    const tempered = (temperature: number) => ({
      ...specification,
      decision: { temperature, priorOdds: [1, 1, 1, 1, 1], strength: 0 },
    });
    const alone = await probabilitiesOf(model, specification);
    const same = await probabilitiesOf(ensembleGraph([model], tempered(1)), specification);
    const cooler = await probabilitiesOf(ensembleGraph([model], tempered(3)), specification);
    alone.forEach((value, index) => expect(same[index]).toBeCloseTo(value, 5));
    for (let row = 0; row < count; row++) {
      const surest = (values: Float32Array) => Math.max(...values.subarray(row * classes, (row + 1) * classes));
      expect(surest(cooler)).toBeLessThan(surest(alone));
    }
  });

  it('says what it reads in its metadata', () => {
    const models = members.map(([model]) => model);
    expect(readModelMetadata(ensembleGraph(models, specification))).toEqual(specification);
  });

  it('gives the same bytes every time', () => {
    const models = members.map(([model]) => model);
    expect(ensembleGraph(models, specification)).toEqual(ensembleGraph(models, specification));
  });

  it('refuses to be empty, and members that read what nobody feeds', () => {
    expect(() => ensembleGraph([], specification)).toThrow('at least one');
    expect(() => ensembleGraph([members[0]![0]], { ...specification, features: ['pre'] })).toThrow('reads "post"');
  });
});
