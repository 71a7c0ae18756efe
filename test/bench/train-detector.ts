/**
 * Trains the network that reviews QRS candidates, on DS1 of MIT-BIH alone, and writes `app/beat/qrs-weights.ts`.
 *
 *   node test/bench/train-detector.ts [--without 101,106]
 *
 * Each record is seen clean (either lead alone, both), with muscle noise and baseline wander at -6 to 20 dB, and with pauses;
 * pure noise holds no beats. Noisy candidates count a tenth. Three networks of 16 units become one. The noise stress test
 * database is made of records 118 and 119 and of electrode motion: all three are left out, so that it tests patients and a
 * noise that the network has not seen. `--without` leaves out further records.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createQrsDecision } from '../../app/beat/qrs-decision.ts';
import { featureCount } from '../../app/beat/qrs-features.ts';
import { createQrsReview } from '../../app/beat/qrs-review.ts';
import { searchBlocks } from '../../app/beat/qrs-search.ts';
import { ds1 } from '../../app/dataset/ds1ds2-protocol.ts';
import { openFolder } from '../../app/files/folder.ts';
import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import { createRandom } from '../../app/signal/random.ts';
import type { Annotation, Recording } from '../../app/signal/recording.ts';
import { databaseFolder } from '../support/databases.ts';
import { inMemory, onlyRandom, withNoise, withPauses, type Loaded } from './detector/conditions.ts';
import { joinNetworks, trainNetwork, type Network } from './detector/network.ts';

const units = 16;
const epochs = 3;
const seeds = [1, 2, 3];
/** Share of the candidates of noisy conditions that are kept, and what they count in all. */
const kept = 0.35;
const noisyWeight = 0.1;
const matchSeconds = 0.15;
const beat = 1;
const undecided = 2;
/** What the noise stress test database is made of. */
const stressRecords = ['118', '119'];

/** 1 for the candidate nearest to each reference beat within the match window, 2 within ventricular flutter, else 0. */
function labelsOf(fiducials: readonly number[], annotations: readonly Annotation[], rate: number): Uint8Array {
  const labels = new Uint8Array(fiducials.length);
  const window = Math.round(matchSeconds * rate);
  let flutter = -1;
  for (const { sample, code } of annotations) {
    if (code === 32) flutter = sample;
    if (code !== 33 || flutter < 0) continue;
    fiducials.forEach((fiducial, index) => {
      if (fiducial >= flutter - window && fiducial <= sample + window) labels[index] = undecided;
    });
    flutter = -1;
  }
  let from = 0;
  for (const { sample, code } of annotations) {
    if (!isBeatCode(code)) continue;
    while (from < fiducials.length && fiducials[from]! < sample - window) from++;
    let best = -1;
    for (let at = from; at < fiducials.length && fiducials[at]! <= sample + window; at++) {
      if (best < 0 || Math.abs(fiducials[at]! - sample) < Math.abs(fiducials[best]! - sample)) best = at;
    }
    if (best >= 0) labels[best] = beat;
  }
  return labels;
}

const features: Float32Array[] = [];
const labels: number[] = [];
const weights: number[] = [];

async function collect(
  recording: Recording,
  annotations: readonly Annotation[],
  leads: number[],
  keep: () => number,
): Promise<void> {
  const fiducials: number[] = [];
  const rows: Float32Array[] = [];
  const review = createQrsReview(({ candidate }, values) => {
    fiducials.push(candidate.fiducial);
    rows.push(values.slice());
  });
  const decision = createQrsDecision((candidate) => review.mark(candidate));
  for await (const { candidates } of searchBlocks(recording, leads, 120)) {
    for (const candidate of candidates) {
      review.push(candidate);
      if (candidate.strong) decision.push(candidate);
    }
  }
  decision.finish(recording.frames / recording.rate);
  review.finish();
  labelsOf(fiducials, annotations, recording.rate).forEach((label, index) => {
    const weight = keep();
    if (label === undecided || weight === 0) return;
    features.push(rows[index]!);
    labels.push(label);
    weights.push(weight);
  });
}

const mitdb = databaseFolder('mitdb');
const nstdb = databaseFolder('nstdb');
if (!mitdb || !nstdb) throw new Error('MIT-BIH and the noise stress test database are needed: set CALIPER_DATA.');
const without = [...stressRecords, ...(process.argv[2] === '--without' ? (process.argv[3] ?? '').split(',') : [])];
const noises = new Map<string, Loaded>();
for (const name of ['ma', 'bw']) noises.set(name, await inMemory(await openWfdb(openFolder(nstdb), name)));
for (const name of ds1.filter((record) => !without.includes(record))) {
  const random = createRandom(Number(name));
  const always = () => 1;
  const sometimes = () => (random.uniform() < kept ? noisyWeight / kept : 0);
  const clean = await inMemory(await openWfdb(openFolder(mitdb), name));
  for (const leads of [[0], [1], [0, 1]]) await collect(clean.recording, clean.annotations, leads, always);
  const noisy = ['ma', 'bw', 'ma', 'ma'].map((noise) =>
    withNoise(clean, noises.get(noise)!, 26 * random.uniform() - 6, random),
  );
  for (const { recording, annotations } of [...noisy, withPauses(clean, random)]) {
    for (const leads of [[0], [0, 1]]) await collect(recording, annotations, leads, sometimes);
  }
  if (Number(name) % 5 === 0) {
    const none = onlyRandom(clean, random);
    for (const leads of [[0], [0, 1]]) await collect(none.recording, none.annotations, leads, sometimes);
  }
  console.error(`${name}: ${labels.length} candidates so far`);
}
for (const [name, { recording }] of noises) {
  const random = createRandom(name.charCodeAt(0));
  const sometimes = () => (random.uniform() < kept ? noisyWeight / kept : 0);
  for (const leads of [[0], [1], [0, 1]]) await collect(recording, [], leads, sometimes);
}

const examples = {
  features: new Float32Array(features.length * featureCount),
  labels: Uint8Array.from(labels),
  weights: Float32Array.from(weights),
};
features.forEach((row, index) => examples.features.set(row, index * featureCount));
const network = joinNetworks(
  seeds.map((seed) => trainNetwork(examples, featureCount, units, epochs, createRandom(seed))),
);
writeFileSync(join(import.meta.dirname, '../../app/beat/qrs-weights.ts'), asModule(network));

function asModule({ hiddenWeights, hiddenBiases, outputWeights, outputBias }: Network): string {
  const list = (values: Float64Array) => Array.from(values, (value) => String(Number(value.toPrecision(5)))).join(' ');
  const wrapped = (values: Float64Array) => list(values).replace(/(.{1,110})( |$)/g, '  $1\n');
  return `/** Weights of the network in \`qrs-network.ts\`, written by \`test/bench/train-detector.ts\`: do not edit. */

function numbers(text: string): Float32Array {
  return Float32Array.from(text.trim().split(/\\s+/), Number);
}

/** By unit, then feature. */
export const hiddenWeights = numbers(\`
${wrapped(hiddenWeights)}\`);

export const hiddenBiases = numbers(\`
${wrapped(hiddenBiases)}\`);

export const outputWeights = numbers(\`
${wrapped(outputWeights)}\`);

export const outputBias = ${Number(outputBias.toPrecision(5))};
`;
}
