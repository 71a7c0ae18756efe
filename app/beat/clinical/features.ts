import { beatClasses } from '../../contract/classes.ts';
import type { RowShape } from '../shape.ts';
import { clinicalRate } from './conditioning.ts';
import { morphologyNames } from './morphology.ts';
import { rhythmNames } from './rhythm.ts';
import { windowBefore, windowLength } from './window.ts';

/** The numbers beside a clinical row, in order: rhythm, shape in the first lead, shape in the second. */
export const clinicalFeatures: readonly string[] = [
  ...rhythmNames,
  ...morphologyNames.map((name) => `first ${name}`),
  ...morphologyNames.map((name) => `second ${name}`),
];

/** Where the numbers of each kind begin. */
export const morphologyOffsets = [rhythmNames.length, rhythmNames.length + morphologyNames.length] as const;

/** The samples of a clinical row: two leads and how they deviate from the patient's own beat, around the fiducial. */
export const clinicalShape = {
  rate: clinicalRate,
  length: windowLength,
  leads: ['first', 'second', 'first-deviation', 'second-deviation'],
  window: { kind: 'around-fiducial', before: windowBefore },
  normalisation: 'z-score',
  resampling: 'resample',
} as const satisfies RowShape;

/** What a model that reads clinical rows says about its input. */
export const clinicalSpecification = {
  ...clinicalShape,
  leads: [...clinicalShape.leads],
  version: 1 as const,
  features: [...clinicalFeatures],
  classes: [...beatClasses] as ['N', 'S', 'V', 'F', 'Q'],
  mapping: 'aami' as const,
  preparation: 'clinical' as const,
};
