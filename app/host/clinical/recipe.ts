import { clinicalSpecification } from '../../beat/clinical/features.ts';
import { rhythmNames } from '../../beat/clinical/rhythm.ts';
import type { ModelSpecification } from '../../model/specification.ts';
import type { TrainingOptions } from '../../training/request.ts';

/** Patients of DS1 that are left out of training together, as in the feasibility study: four folds. */
export const folds: readonly (readonly string[])[] = [
  '209 106 112 115 205',
  '201 208 122 101 230 114',
  '207 220 119 116 108 124',
  '118 223 203 109 215',
].map((names) => names.split(' '));

/**
 * Random seeds of the networks whose mean is the model, and of those that are trained for each fold. Those with odd seeds read
 * all numbers, those with even seeds all but {@link seldomNumbers}: the two kinds err on different beats.
 */
export const memberSeeds = [1, 2, 3, 4, 5, 6] as const;
export const foldSeeds = [1, 2, 3, 4] as const;

/** Numbers that tell fibrillation apart, and that make the network that has them more careful with fast rhythms, too. */
const seldomNumbers = [
  'irregularity of 121',
  'first own P over usual difference',
  'second own P over usual difference',
];

/** Random seed of the rhythms that are made up. */
export const synthesisSeed = 1;

/** Held-out rows that the loss of a training is followed on; they choose nothing. */
export const watchedRows = 200;

/** What the model reads, before its operating point is known. */
export const clinicalModelSpecification: ModelSpecification = { ...clinicalSpecification, architecture: 'clinical' };

/** What the network with this seed reads of it. */
export function memberSpecification(seed: number): ModelSpecification {
  const { features } = clinicalModelSpecification;
  const own = seed % 2 === 1 ? features : features.filter((name) => !seldomNumbers.includes(name));
  return { ...clinicalModelSpecification, features: own };
}

const rhythm: ReadonlySet<string> = new Set(rhythmNames);

/** How every network of the model is trained; every setting was chosen on patients left out of training. */
export function recipeOf(seed: number): TrainingOptions {
  return {
    epochs: 12,
    batch: 128,
    seed,
    threads: 1,
    validation: 0.1,
    perClass: 0,
    learningRate: 2e-3,
    decay: 1,
    schedule: 'cosine',
    warmUp: 0.05,
    averaging: 0.996,
    weightDecay: 0.02,
    labelSmoothing: 0.05,
    sampling: { classExponent: 0.5, groupExponent: 0.5, draws: 12_800, syntheticShare: 0.7 },
    choose: 'last',
    calibrate: false,
    augmentation: {
      name: 'clinical',
      rhythm: memberSpecification(seed).features.filter((name) => rhythm.has(name)).length,
      shift: 1.5,
      gain: 0.25,
      mixing: 0.15,
      noiseShare: 0.6,
      noise: 0.2,
      dropFirst: 0.075,
      dropSecond: 0.25,
      swap: 0.1,
      rhythmNoise: 0.12,
      shapeNoise: 0.2,
    },
    classWeights: [1, 1, 1, 1, 1],
  };
}
