import { studyShape } from '../../beat/shape.ts';
import { beatClasses } from '../../contract/classes.ts';
import type { ModelSpecification } from '../specification.ts';

/** What the study's network reads: the rows of Kachuee et al. 2018, escape beats counted as normal. */
export const seedSpecification: ModelSpecification = {
  ...studyShape,
  leads: [...studyShape.leads],
  version: 1,
  architecture: 'seed',
  features: [],
  classes: [...beatClasses],
  mapping: 'aami',
};
