import { beatClasses } from '../contract/classes.ts';
import { confusionMatrix, mostProbable } from './confusion.ts';
import { classStatistics } from './class-statistics.ts';

/** Probabilities of beats whose patients were left out, before any shift to the natural mixture. */
export interface LeftOutBeats {
  /** Five values a beat. */
  readonly probabilities: Float32Array;
  readonly labels: Uint8Array;
  /** Names of the records, and which of them each beat comes from. */
  readonly records: readonly string[];
  readonly recordOf: Uint16Array;
  /** Prior odds of the model that named a beat: natural share of each class over its share in that model's training. */
  readonly oddsOf: (beat: number) => readonly number[];
}

const classes = beatClasses.length;

/** Strengths that are tried. */
const grid = Array.from({ length: 21 }, (_, index) => index / 20);

/** How the strength is chosen, in words for the card. */
export const criterion =
  'strength between 0 and 1 (in steps of 0.05) with the greatest mean of the F1 of N, S and V over all beats of DS1, each named by networks that have not seen its patient; the lower of equals. The figures are on these same beats';

/** Probabilities at a strength: p x odds^strength, renormalised. */
export function shifted({ probabilities, labels, oddsOf }: LeftOutBeats, strength: number): Float32Array {
  const result = new Float32Array(probabilities.length);
  for (let beat = 0; beat < labels.length; beat++) {
    const odds = oddsOf(beat);
    let sum = 0;
    for (let index = 0; index < classes; index++) {
      const value = probabilities[beat * classes + index]! * odds[index]! ** strength;
      result[beat * classes + index] = value;
      sum += value;
    }
    for (let index = 0; index < classes; index++) result[beat * classes + index]! /= sum;
  }
  return result;
}

/** The strength that {@link criterion} describes. */
export function chooseStrength(beats: LeftOutBeats): number {
  const scores = grid.map((strength) => {
    const matrix = confusionMatrix(beats.labels, mostProbable(shifted(beats, strength)));
    const statistics = classStatistics();
    return ['N F1', 'S F1', 'V F1'].reduce((sum, name) => sum + (statistics[name]!(matrix) ?? 0), 0);
  });
  return grid[scores.indexOf(Math.max(...scores))]!;
}
