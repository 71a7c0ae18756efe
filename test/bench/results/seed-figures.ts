import { balanceRows } from '../../../app/dataset/balance.ts';
import { createRandom } from '../../../app/signal/random.ts';
import type { PartContext } from './part.ts';
import { nameRows, seedTestRows } from './seed-rows.ts';
import { trainedSeeds } from './shipped-model.ts';
import { balancedRows, reportOf } from './row-report.ts';

/** One training of a recipe, scored on the study's test rows. */
export interface SeedFigures {
  readonly seed: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly ece: number | null;
  /** On a draw of as many rows of every class. */
  readonly balancedAccuracy: number;
}

/** Scores what `npm run models -- --recipe NAME` has trained on this machine; none when it has not. */
export async function figuresOfSeeds(recipe: string, context: PartContext): Promise<SeedFigures[]> {
  const trained = await trainedSeeds(recipe);
  if (trained.length === 0) return [];
  const { manifest, rows } = await seedTestRows(context);
  const drawn = balanceRows(rows, balancedRows, createRandom(1));
  const figures: SeedFigures[] = [];
  for (const { seed, model } of trained) {
    const { accuracy, macroF1, ece } = reportOf(await nameRows(model, manifest, rows, context));
    const balanced = reportOf(await nameRows(model, manifest, drawn, context));
    figures.push({ seed, accuracy, macroF1, ece, balancedAccuracy: balanced.accuracy });
  }
  return figures;
}
