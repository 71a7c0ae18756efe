import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { clinicalSpecification as clinical } from '../../app/beat/clinical/features.ts';
import { clinicalRows } from '../../app/beat/clinical/rows.ts';
import { segmentBeats } from '../../app/beat/segment.ts';
import { prepareRows } from '../../app/core/prepare-rows.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import type { ModelSpecification } from '../../app/model/specification.ts';
import type { BeatBatch } from '../../app/beat/segment.ts';
import { simulatedRecording } from '../support/simulated-recording.ts';

const clinicalSpecification: ModelSpecification = { ...clinical, architecture: 'clinical' };
/** Two context blocks and a part of one; the rate is low to keep this small. */
const seconds = 2 * 1800 + 1000;
const { recording, beats } = simulatedRecording({ seconds, leads: 1, rate: 100, seed: 4, scenario: 'mixed' });
const samples = Int32Array.from(beats);

async function* inParts(sizes: readonly number[]): AsyncGenerator<Int32Array> {
  let from = 0;
  for (let part = 0; from < samples.length; part++) {
    const size = sizes[part % sizes.length]!;
    yield samples.slice(from, from + size);
    from += size;
  }
}

/** All rows of the batches beside each other, each with its index. */
async function joined(batches: AsyncIterable<BeatBatch & { readonly features?: Float32Array }>) {
  const rows = { indices: [] as number[], beats: [] as number[], features: [] as number[] };
  for await (const { first, count, beats: values, features } of batches) {
    for (let row = 0; row < count; row++) rows.indices.push(first + row);
    for (const value of values) rows.beats.push(value);
    for (const value of features ?? []) rows.features.push(value);
  }
  return rows;
}

describe.each<[string, ModelSpecification, () => AsyncIterable<BeatBatch>]>([
  ['the study', seedSpecification, () => segmentBeats(recording, samples, seedSpecification)],
  ['the clinical model', clinicalSpecification, () => clinicalRows(recording, samples, clinicalSpecification)],
])('prepareRows for %s', (_, specification, atOnce) => {
  it('gives the rows of all beats at once, however they come', async () => {
    const expected = await joined(atOnce());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 }), async (sizes) => {
        expect(await joined(prepareRows(recording, specification, inParts(sizes)))).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it('gives nothing for no beats', async () => {
    async function* none(): AsyncGenerator<Int32Array> {
      yield new Int32Array(0);
    }
    expect((await joined(prepareRows(recording, specification, none()))).indices).toEqual([]);
  });
});

describe('prepareRows', () => {
  it('begins to cut before the last beat is found', async () => {
    let given = 0;
    async function* counted(): AsyncGenerator<Int32Array> {
      for await (const part of inParts([100])) {
        given += part.length;
        yield part;
      }
    }
    const rows = prepareRows(recording, clinicalSpecification, counted());
    await rows.next();
    expect(given).toBeLessThan(0.6 * samples.length);
    await rows.return(undefined);
  });
});
