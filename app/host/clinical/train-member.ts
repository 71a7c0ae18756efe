import { beatClasses } from '../../contract/classes.ts';
import type { ClassCounts } from '../../contract/records.ts';
import { countClasses } from '../../dataset/counts.ts';
import { train } from '../../training/trainer.ts';
import type { TrainingResult } from '../../training/contract.ts';
import { memberSpecification, recipeOf } from './recipe.ts';
import { rowsOfRecords, trainingRowsOf, type ClinicalMaterial } from './training-rows.ts';

/** A network, and how the classes were mixed that it has seen. */
export interface Member {
  readonly seed: number;
  readonly result: TrainingResult;
  /** Natural share of each class over its share in what the network was shown. */
  readonly priorOdds: readonly number[];
}

/** Trains one network on the beats of some records and the rhythms made up from them. */
export async function trainMember(
  material: ClinicalMaterial,
  records: readonly string[],
  seed: number,
  signal: AbortSignal,
): Promise<Member> {
  const specification = memberSpecification(seed);
  const rows = trainingRowsOf(material, records, specification.features);
  const request = { specification, rows, options: recipeOf(seed), checkpoint: null };
  const nothing = () => undefined;
  const result = await train(request, { signal, onProgress: nothing, onEpoch: nothing, onCheckpoint: nothing });
  signal.throwIfAborted();
  const natural = countClasses(rowsOfRecords(material.real, records).rows.labels);
  return { seed, result, priorOdds: priorOdds(natural, result.after) };
}

/** Share of every class among the natural beats over its share among those shown; 1 for a class that does not occur. */
export function priorOdds(natural: ClassCounts, shown: ClassCounts): number[] {
  const total = (counts: ClassCounts) => counts.reduce((sum, count) => sum + count, 0);
  const scale = total(shown) / total(natural);
  return beatClasses.map((_, index) =>
    natural[index]! > 0 && shown[index]! > 0 ? (scale * natural[index]!) / shown[index]! : 1,
  );
}
