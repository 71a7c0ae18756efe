import type { ModelCard } from '../contract/model-card.ts';
import type { Figure } from '../contract/records.ts';
import { architectureNames, networkOf } from '../model/architectures/architectures.ts';
import type { NetworkInputs } from '../model/network.ts';
import { architectureFigure } from './figures/architecture.ts';
import { classDistribution } from './figures/class-distribution.ts';
import { confusionFigure } from './figures/confusion-figure.ts';
import { learningCurves } from './figures/learning-curves.ts';
import type { Theme } from './palette.ts';
import { palettes } from './palette.ts';

/** What the study's network reads: one lead of 187 samples. */
const studyInputs: NetworkInputs = { leads: 1, length: 187, features: 0, classes: 5 };

const beforeText = {
  name: 'class-distribution',
  title: 'Class distribution before resampling',
  caption: 'Training rows of each class as the protocol gives them.',
};
const afterText = {
  name: 'class-distribution-resampled',
  title: 'Class distribution after resampling',
  caption: 'Training rows of each class after random undersampling and oversampling, as one epoch sees them.',
};

/**
 * The study's six figures for a model, in its order. A figure is left out where the card has nothing to draw: the
 * architecture of a network that this version does not know, distributions without counts, curves without epochs, matrices without a test.
 *
 * @param inputs what the network reads, for the drawing of the architecture
 */
export function buildFigures(card: ModelCard, theme: Theme, inputs: NetworkInputs = studyInputs): Figure[] {
  const palette = palettes[theme];
  const { before, after, bestEpoch } = card.training;
  const figures: Figure[] = [];
  if (before.some((count) => count > 0)) figures.push(classDistribution(before, beforeText, palette));
  if (after.some((count) => count > 0)) figures.push(classDistribution(after, afterText, palette));
  if (architectureNames.includes(card.architecture)) {
    figures.push(architectureFigure(networkOf(card.architecture, inputs), palette));
  }
  if (card.epochs.length > 0) figures.push(learningCurves(card.epochs, bestEpoch, palette));
  if (card.test) {
    figures.push(confusionFigure(card.test.confusion, 'counts', palette));
    figures.push(confusionFigure(card.test.confusion, 'shares', palette));
  }
  return figures;
}
