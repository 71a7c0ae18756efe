import { score } from './scoring.ts';

const greatest = 10;
const rounds = 40;
const golden = (Math.sqrt(5) - 1) / 2;

/** Probabilities [rows, classes] as they would be, had the logits been divided by a temperature. */
export function temper(probabilities: Float32Array, classes: number, temperature: number): Float32Array {
  const result = new Float32Array(probabilities.length);
  for (let from = 0; from < probabilities.length; from += classes) {
    let sum = 0;
    for (let index = from; index < from + classes; index++) {
      result[index] = Math.max(probabilities[index]!, 1e-30) ** (1 / temperature);
      sum += result[index]!;
    }
    for (let index = from; index < from + classes; index++) result[index]! /= sum;
  }
  return result;
}

/**
 * The temperature between 1 and 10 that gives held-out rows the smallest cross-entropy (Guo et al. 2017), by golden-section
 * search over its logarithm. Never below 1: a model is not made surer of itself than it was.
 *
 * @param probabilities [rows, classes]
 * @param labels class of each row
 */
export function fitTemperature(probabilities: Float32Array, labels: Uint8Array): number {
  const classes = probabilities.length / labels.length;
  const lossAt = (logarithm: number) => score(temper(probabilities, classes, Math.exp(logarithm)), labels).loss;
  let [low, high] = [0, Math.log(greatest)];
  for (let round = 0; round < rounds; round++) {
    const span = golden * (high - low);
    if (lossAt(high - span) <= lossAt(low + span)) high = low + span;
    else low = high - span;
  }
  const middle = (low + high) / 2;
  return lossAt(middle) < lossAt(0) ? Math.exp(middle) : 1;
}
