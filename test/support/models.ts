import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ModelFile } from '../../app/inference/client.ts';

/** One of the tiny models in test/fixtures/models. */
export function fixtureModel(id: string): ModelFile {
  const path = resolve(import.meta.dirname, `../fixtures/models/${id}.onnx`);
  return { id, path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** Probabilities that numpy computes with the weights of the model "linear" for a ramp from 0 to 1. */
export function expectedOfRamp(): number[] {
  const path = resolve(import.meta.dirname, '../fixtures/models/linear.expected.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { ramp: number[] }).ramp;
}

/** The ramp, `count` times. */
export function ramps(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count * 187 }, (_, index) => (index % 187) / 186);
}
