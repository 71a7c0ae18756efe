import type { Figure } from '../contract/records.ts';
import { calibration } from '../evaluation/calibration.ts';
import { classMatrix } from '../evaluation/ec57/beat-statistics.ts';
import type { BeatMatrix } from '../evaluation/ec57/compare-beats.ts';
import { confusionFigure } from '../evaluation/figures/confusion-figure.ts';
import { errorsFoundFigure } from '../evaluation/figures/errors-found.ts';
import { reliabilityFigure } from '../evaluation/figures/reliability.ts';
import { palettes, type Theme } from '../evaluation/palette.ts';
import type { PairedProbabilities } from './paired-probabilities.ts';

/**
 * Figures of a comparison: classes of the beats that both sides have, how far the model's probabilities can be trusted, and
 * how soon a reader who starts with the most doubtful beats has found its errors. The last two are left out without a model.
 */
export function resultsFigures(matrix: BeatMatrix, paired: PairedProbabilities, theme: Theme): Figure[] {
  const palette = palettes[theme];
  const classes = {
    ...confusionFigure(classMatrix(matrix), 'shares', palette),
    name: 'classes',
    title: 'Classes of the beats that both have',
    caption:
      "Share of each reference class's beats that are shown as each class, people's corrections included; the diagonal is " +
      'the sensitivity among beats that were found.',
  };
  if (paired.labels.length === 0) return [classes];
  const reliability = reliabilityFigure(calibration(paired.probabilities, paired.labels), palette);
  return [classes, reliability, errorsFoundFigure(paired, palette)];
}
