/**
 * Plays a reader who is always right over MIT-BIH with the shipped clinical model, at the reference positions:
 *
 *   node test/bench/queue.ts            DS2 as the model named it, and as models that lack a class would; record 208 by itself
 *   node test/bench/queue.ts --seeds 40 as many draws of the random beats (10 when left out)
 *
 * It prints errors found after 1, 2, 5 and 10 % of the beats of each recording, and how often the 95 % interval of what is left
 * held the truth after 5, 10, 20 and 40 %; then what it takes to order 1.4 million beats.
 */
import { parseArgs } from 'node:util';

import { decide } from '../../app/model/decision.ts';
import { doubtsOf } from '../../app/review/queue-input.ts';
import { estimateErrors } from '../../app/review/estimate.ts';
import { buildQueue } from '../../app/review/queue.ts';
import { inventRun } from '../review/invent-run.ts';
import { estimateShares, play, readers, withoutClass, type Played } from './queue/simulate.ts';
import { ds2 } from '../../app/dataset/ds1ds2-protocol.ts';
import { nameAtReference, withModel } from './results/name-beats.ts';
import { databaseRecords } from './results/records.ts';
import { shippedModel } from './results/shipped-model.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '10' } } });
const seeds = Number(values.seeds);
const print = (line: string) => process.stdout.write(`${line}\n`);
const lacking = [
  { title: 'as the model named them', label: null },
  { title: 'a model that lacks S', label: 1 },
  { title: 'a model that lacks V', label: 2 },
  { title: 'a model that lacks F', label: 3 },
] as const;

const open = databaseRecords('mitdb');
const all = await withModel(await shippedModel('clinical'), new AbortController().signal, async (namer) => {
  const played: Played[] = [];
  for (const record of [...ds2, '208']) {
    const recording = await open(record);
    const named = await nameAtReference(namer, recording);
    const decided = decide(named.probabilities, namer.specification.decision);
    const probabilities = Uint16Array.from(decided.probabilities, (p) => Math.round(65_535 * p));
    const { samples, labels: truth } = named;
    played.push({
      record,
      samples,
      rate: recording.rate,
      labels: decided.labels,
      probabilities,
      families: null,
      truth,
    });
  }
  return played;
});

for (const { title, label } of lacking) {
  const played = all.map((beats) => (label === null ? beats : withoutClass(beats, label)));
  report(`DS2, ${title}`, played.slice(0, -1));
  report(`208 alone (a recording of the training), ${title}`, played.slice(-1));
}
speed();

function report(title: string, recordings: readonly Played[]): void {
  const outcomes = recordings.flatMap((beats) => Array.from({ length: seeds }, (_, seed) => play(beats, seed + 1)));
  print(`\n${title}: ${Math.round(sum(outcomes.map(({ errors }) => errors)) / seeds)} errors`);
  for (const reader of readers) {
    const found = [0, 1, 2, 3].map((at) => sum(outcomes.map((outcome) => outcome.found[reader][at]!)) / seeds);
    print(`  found by ${reader.padEnd(8)} after 1/2/5/10 %: ${found.map((value) => value.toFixed(0)).join(' / ')}`);
  }
  estimateShares.forEach((share, at) => {
    const told = outcomes.map(({ estimates }) => estimates[at]!);
    const given = told.flatMap(({ left, remaining }) => (left ? [{ ...left, remaining }] : []));
    const held = given.filter(
      ({ low, high, remaining }) => remaining >= Math.floor(low) && remaining <= Math.ceil(high),
    );
    print(
      `  after ${share * 100} % read: ${(sum(told.map(({ remaining }) => remaining)) / seeds).toFixed(0)} remain, ` +
        `model promises ${(sum(told.map(({ promised }) => promised)) / seeds).toFixed(0)}; ` +
        `estimate given in ${given.length} of ${told.length}, mean ${mean(given.map(({ value }) => value)).toFixed(1)} for ${mean(given.map(({ remaining }) => remaining)).toFixed(1)}, ` +
        `interval held in ${held.length} of ${given.length}, ${mean(given.map(({ low, high }) => high - low)).toFixed(0)} wide`,
    );
  });
}

/** Times are the least of three. */
function speed(): void {
  const run = inventRun(1_400_000);
  const doubts = doubtsOf(run);
  const least = (work: () => unknown) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const from = performance.now();
        work();
        return performance.now() - from;
      }),
    );
  const queue = buildQueue(run);
  print(`\n1.4 million beats: ordered in ${least(() => buildQueue(run)).toFixed(0)} ms,`);
  print(`estimate in ${least(() => estimateErrors(queue, doubts, new Uint8Array(doubts.length))).toFixed(0)} ms`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, value) => all + value, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.length > 0 ? sum(numbers) / numbers.length : NaN;
}
