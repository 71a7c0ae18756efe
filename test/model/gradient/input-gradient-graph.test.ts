import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';

import { resourcesFolder } from '../../../app/host/resources.ts';
import { directionName, gradientName, inputGradientGraph } from '../../../app/model/gradient/input-gradient-graph.ts';
import { readModelMetadata } from '../../../app/model/onnx/metadata.ts';
import { createRandom } from '../../../app/signal/random.ts';

type Values = Readonly<Record<string, Float32Array>>;

async function openModel(name: string) {
  const bytes = await readFile(join(resourcesFolder(), 'models', `${name}.onnx`));
  const { leads, length, features } = readModelMetadata(bytes);
  const plain = await InferenceSession.create(bytes);
  const graded = await InferenceSession.create(inputGradientGraph(bytes));
  const shapes: Record<string, number[]> = { beats: [1, leads.length, length] };
  if (features.length > 0) shapes['features'] = [1, features.length];
  const random = createRandom(3);
  const smooth = (size: number) =>
    Float32Array.from({ length: size }, (_, index) => Math.sin(index / 9) / 2 + 0.3 * random.uniform());
  const values: Values = Object.fromEntries(
    Object.entries(shapes).map(([input, shape]) => [input, smooth(shape.reduce((a, b) => a * b))]),
  );
  const tensors = (of: Values) =>
    Object.fromEntries(Object.entries(of).map(([input, data]) => [input, new Tensor('float32', data, shapes[input])]));

  return {
    values,
    /** ln p(a) - ln p(b), which is the difference of their logits. */
    async difference(of: Values, a: number, b: number): Promise<number> {
      const { probabilities } = await plain.run(tensors(of));
      const p = probabilities!.data as Float32Array;
      return Math.log(p[a]!) - Math.log(p[b]!);
    },
    async gradient(of: Values, a: number, b: number): Promise<Values> {
      const direction = new Float32Array(5);
      direction[a] = 1;
      direction[b] = -1;
      const outputs = await graded.run({ ...tensors(of), [directionName]: new Tensor('float32', direction, [1, 5]) });
      return Object.fromEntries(
        Object.keys(of).map((input) => [input, outputs[gradientName(input)]!.data as Float32Array]),
      );
    },
  };
}

describe.each(['clinical', 'seed'])('the gradient of the %s model', (name) => {
  test('says how the decision between two classes changes with every part of the input, as differences do', async () => {
    const model = await openModel(name);
    const [a, b] = [0, 2];
    const gradient = await model.gradient(model.values, a, b);
    const random = createRandom(11);
    const step = 1e-4;
    let [dot, own, measured] = [0, 0, 0];
    for (let trial = 0; trial < 40; trial++) {
      const input = trial % 2 === 1 && 'features' in model.values ? 'features' : 'beats';
      const values = model.values[input]!;
      const direction = Float32Array.from(values, () => random.normal());
      const moved = (sign: number): Values => ({
        ...model.values,
        [input]: values.map((value, index) => value + sign * step * direction[index]!),
      });
      const difference = (await model.difference(moved(1), a, b)) - (await model.difference(moved(-1), a, b));
      const slope = difference / (2 * step);
      const told = gradient[input]!.reduce((sum, value, index) => sum + value * direction[index]!, 0);
      dot += slope * told;
      own += told * told;
      measured += slope * slope;
    }
    expect(dot / Math.sqrt(own * measured)).toBeGreaterThan(0.9995);
    expect(Math.sqrt(own / measured)).toBeCloseTo(1, 1);
  });

  test('turns round with the two classes', async () => {
    const model = await openModel(name);
    const one = await model.gradient(model.values, 1, 3);
    const other = await model.gradient(model.values, 3, 1);
    for (const [input, values] of Object.entries(one))
      expect(
        [...values].map((value, index) => value + other[input]![index]!).every((sum) => Math.abs(sum) < 1e-5),
      ).toBe(true);
  });
});
