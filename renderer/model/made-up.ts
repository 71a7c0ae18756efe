import type { ModelCard } from '../../app/contract/model-card.ts';

/** Whether made-up rhythms are among the training rows: as the recipe says, and by the architecture where it does not. */
export function hasMadeUpRhythms({ architecture, training }: Pick<ModelCard, 'architecture' | 'training'>): boolean {
  const sampling = training.recipe?.['sampling'];
  if (typeof sampling === 'object' && sampling !== null && 'syntheticShare' in sampling)
    return typeof sampling.syntheticShare === 'number' && sampling.syntheticShare > 0;
  return architecture === 'clinical';
}
