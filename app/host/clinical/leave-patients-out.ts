import { beatClasses } from '../../contract/classes.ts';
import type { LeftOutBeats } from '../../evaluation/operating-point.ts';
import { nameRows } from '../../training/scoring.ts';
import { ensembleGraph } from '../../model/ensemble-graph.ts';
import { clinicalModelSpecification, folds, foldSeeds } from './recipe.ts';
import { trainMember } from './train-member.ts';
import { rowsOfRecords, type ClinicalMaterial } from './training-rows.ts';

/**
 * Names every training beat by networks that have not seen its patient: for each fold, networks are trained on the other folds,
 * and the mean of their probabilities is kept.
 *
 * @param report one line for each network
 */
export async function leavePatientsOut(
  material: ClinicalMaterial,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<LeftOutBeats> {
  const { labels, recordings, recordingOf, count } = material.real;
  const { leads, length, features } = clinicalModelSpecification;
  const sizes = { leads: leads.length, length, features: features.length };
  const classes = beatClasses.length;
  const probabilities = new Float32Array(count * classes);
  const foldOf = recordings.map((name) => folds.findIndex((fold) => fold.includes(name)));
  const odds: (readonly number[])[] = [];
  for (const [fold, left] of folds.entries()) {
    const training = recordings.filter((name) => !left.includes(name));
    const { rows: held, places } = rowsOfRecords(material.real, left);
    for (const seed of foldSeeds) {
      const member = await trainMember(material, training, seed, signal);
      const all = Int32Array.from(held.labels.keys());
      const model = ensembleGraph([member.result.model], clinicalModelSpecification);
      const named = await nameRows(model, held, all, sizes, 1);
      places.forEach((row, index) => {
        for (let name = 0; name < classes; name++)
          probabilities[row * classes + name]! += named[index * classes + name]! / foldSeeds.length;
      });
      odds[fold] = member.priorOdds;
      report(`Fold ${fold + 1} of ${folds.length}, seed ${seed}: ${member.result.seconds.toFixed(1)} s.`);
    }
  }
  return {
    probabilities,
    labels,
    records: recordings,
    recordOf: recordingOf,
    oddsOf: (beat) => odds[foldOf[recordingOf[beat]!]!]!,
  };
}
