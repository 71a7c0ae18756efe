import { beatClasses, notAnalysed } from '../contract/classes.ts';
import type { NamedBeats } from '../evaluation/named-beats.ts';
import type { ComparedSession } from './compare-session.ts';
import { decideStored, decisionOf } from './decision.ts';

/** What a model said of the beats that the reference has as well, at its operating point, before any person changed a label. */
export type PairedProbabilities = NamedBeats;

const classes = beatClasses.length;

/** The paired beats of one recording that a model has named. */
export function pairedProbabilities({ pairs, beats, run }: ComparedSession): PairedProbabilities {
  const { proposed } = beats;
  const decision = decisionOf(run);
  const stored = decision
    ? decideStored(proposed.probabilities, decision.rule, decision.strength).probabilities
    : proposed.probabilities;
  const probabilities: number[] = [];
  const labels: number[] = [];
  const predictions: number[] = [];
  let at = 0;
  for (let pair = 0; pair < pairs.cells.length; pair++) {
    const shown = pairs.test[pair]!;
    if (shown < 0 || pairs.reference[pair]! < 0) continue;
    while (at < proposed.samples.length && proposed.samples[at]! < shown) at++;
    if (proposed.samples[at] !== shown || proposed.labels[at] === notAnalysed || run.model === null) continue;
    labels.push(Math.floor(pairs.cells[pair]! / cellsInRow));
    predictions.push(proposed.labels[at]!);
    for (let index = 0; index < classes; index++) probabilities.push(stored[at * classes + index]! / 65_535);
  }
  return {
    probabilities: Float32Array.from(probabilities),
    labels: Uint8Array.from(labels),
    predictions: Uint8Array.from(predictions),
  };
}

/** Places in a row of the beat matrix. */
const cellsInRow = 7;

/** The beats of several recordings, one after the other. */
export function joinPaired(parts: readonly PairedProbabilities[]): PairedProbabilities {
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const joined = {
    probabilities: new Float32Array(count * classes),
    labels: new Uint8Array(count),
    predictions: new Uint8Array(count),
  };
  let at = 0;
  for (const part of parts) {
    joined.probabilities.set(part.probabilities, at * classes);
    joined.labels.set(part.labels, at);
    joined.predictions.set(part.predictions, at);
    at += part.labels.length;
  }
  return joined;
}
