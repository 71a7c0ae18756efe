import type { Vector } from './lead-vectors.ts';
import { leadVectors, project } from './lead-vectors.ts';

/** One wave of a beat: a Gaussian in time. */
export interface Wave {
  /** Seconds from the beat's fiducial to the wave's peak. */
  readonly centre: number;
  /** Standard deviation in seconds. */
  readonly width: number;
  /** Height of the peak in millivolts, as a dipole. */
  readonly dipole: Vector;
  /** True for waves of repolarisation, whose time follows the square root of the RR interval (Bazett). */
  readonly repolarisation?: boolean;
}

/** The waves of a kind of beat; the largest deflection of MLII lies at 0. */
export type Morphology = readonly Wave[];

const normalP: Wave = { centre: -0.158, width: 0.021, dipole: [0.04, 0.12, -0.02] };
/** From a focus low in the atrium: earlier, small, upside down in the inferior leads. */
const ectopicP: Wave = { centre: -0.112, width: 0.015, dipole: [0.05, -0.09, -0.03] };

const narrowComplex: readonly Wave[] = [
  { centre: -0.027, width: 0.008, dipole: [-0.08, -0.06, -0.24] },
  { centre: 0, width: 0.0105, dipole: [0.75, 0.95, 0.5] },
  { centre: 0.025, width: 0.01, dipole: [-0.08, -0.24, 0.4] },
];

const normalT: readonly Wave[] = [
  { centre: 0.262, width: 0.052, dipole: [0.12, 0.15, -0.06], repolarisation: true },
  { centre: 0.306, width: 0.032, dipole: [0.12, 0.13, -0.06], repolarisation: true },
];

/** A focus in the right ventricle: tall and wide in II, deep in V1, T against the QRS. */
const ventricularOutflow: readonly Wave[] = [
  { centre: -0.04, width: 0.018, dipole: [0.1, 0.5, 0.35] },
  { centre: 0, width: 0.024, dipole: [0.3, 1.5, 1.15] },
  { centre: 0.063, width: 0.02, dipole: [-0.15, -0.45, -0.05] },
  { centre: 0.25, width: 0.055, dipole: [-0.15, -0.3, -0.35], repolarisation: true },
  { centre: 0.3, width: 0.04, dipole: [-0.12, -0.3, -0.25], repolarisation: true },
];

/** A focus at the left ventricle's inferior wall: negative in II, positive in V1. */
const ventricularInferior: readonly Wave[] = [
  { centre: -0.045, width: 0.017, dipole: [0.1, 0.3, -0.4] },
  { centre: 0, width: 0.025, dipole: [-0.4, -1.4, -0.9] },
  { centre: 0.06, width: 0.02, dipole: [0.1, 0.25, 0.2] },
  { centre: 0.29, width: 0.055, dipole: [0.25, 0.55, 0.45], repolarisation: true },
];

/** Pacing at the apex of the right ventricle; the first wave is the spike. */
const paced: readonly Wave[] = [
  { centre: -0.062, width: 0.0016, dipole: [-0.3, 1.3, 0.3] },
  { centre: -0.03, width: 0.014, dipole: [0.2, 0.2, 0.3] },
  { centre: 0.01, width: 0.027, dipole: [0.5, -1, 0.8] },
  { centre: 0.28, width: 0.055, dipole: [-0.1, 0.4, -0.4], repolarisation: true },
];

/** Every kind of beat that a rhythm may contain. */
export const morphologies = {
  sinus: centred([normalP, ...narrowComplex, ...normalT]),
  supraventricular: centred([ectopicP, ...narrowComplex, ...normalT]),
  withoutP: centred([...narrowComplex, ...normalT]),
  ventricular: centred(ventricularOutflow),
  secondVentricular: centred(ventricularInferior),
  fusionMild: centred(blend([...narrowComplex, ...normalT], ventricularOutflow, 0.45)),
  fusionStrong: centred(blend([...narrowComplex, ...normalT], ventricularOutflow, 0.6)),
  paced: centred(paced),
} as const satisfies Record<string, Morphology>;

export type MorphologyName = keyof typeof morphologies;

/** Both activations at once, after a P wave whose conduction the ectopic focus has overtaken. */
function blend(sinus: readonly Wave[], ectopic: readonly Wave[], share: number): Morphology {
  const scale = (waves: readonly Wave[], factor: number): Wave[] =>
    waves.map((wave) => ({
      ...wave,
      dipole: [wave.dipole[0] * factor, wave.dipole[1] * factor, wave.dipole[2] * factor],
    }));
  return [{ ...normalP, centre: -0.125 }, ...scale(sinus, 1 - share), ...scale(ectopic, share)];
}

/** Shifts the waves so that the largest deflection of MLII around the QRS complex is at 0: where the annotation points. */
function centred(waves: Morphology): Morphology {
  const lead = leadVectors[0]!.vector;
  let peak = 0;
  let largest = 0;
  for (let time = -0.05; time <= 0.05; time += 0.0001) {
    let sum = 0;
    for (const wave of waves)
      sum += project(wave.dipole, lead) * Math.exp(-(((time - wave.centre) / wave.width) ** 2) / 2);
    if (Math.abs(sum) > largest) {
      largest = Math.abs(sum);
      peak = time;
    }
  }
  return waves.map((wave) => ({ ...wave, centre: wave.centre - peak }));
}
