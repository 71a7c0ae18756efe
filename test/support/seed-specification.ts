import { beatClasses } from '../../app/contract/classes.ts';
import type { ModelSpecification } from '../../app/model/specification.ts';

/** What the study's network reads. */
export const seedSpecification: ModelSpecification = {
  version: 1,
  architecture: 'seed',
  rate: 120,
  length: 187,
  leads: ['first'],
  window: { kind: 'to-next-beat', tail: 0.2 },
  normalisation: 'min-max',
  resampling: 'decimate',
  features: [],
  classes: [...beatClasses],
  mapping: 'aami',
};
