/** Three components of the heart's dipole in millivolts: to the left, to the feet, to the back (Frank's X, Y, Z). */
export type Vector = readonly [left: number, feet: number, back: number];

/**
 * How a lead sees the dipole: Dower, Machado & Osborne, "On deriving the electrocardiogram from vectorcardiographic leads",
 * Clin Cardiol 3:87 (1980). The limb leads that they leave out follow from I and II.
 */
const leadI: Vector = [0.632, -0.235, 0.059];
const leadII: Vector = [0.235, 1.066, -0.132];

function combine(ofI: number, ofII: number): Vector {
  return [ofI * leadI[0] + ofII * leadII[0], ofI * leadI[1] + ofII * leadII[1], ofI * leadI[2] + ofII * leadII[2]];
}

/** Leads in the order in which a simulation takes them: the first two are those of most MIT-BIH records. */
export const leadVectors: readonly { readonly name: string; readonly vector: Vector }[] = [
  { name: 'MLII', vector: leadII },
  { name: 'V1', vector: [-0.515, 0.157, -0.917] },
  { name: 'V5', vector: [1.125, 0.127, -0.086] },
  { name: 'V2', vector: [0.044, 0.164, -1.387] },
  { name: 'V3', vector: [0.882, 0.098, -1.277] },
  { name: 'V4', vector: [1.213, 0.127, -0.601] },
  { name: 'V6', vector: [0.831, 0.076, 0.23] },
  { name: 'I', vector: leadI },
  { name: 'III', vector: combine(-1, 1) },
  { name: 'aVR', vector: combine(-0.5, -0.5) },
  { name: 'aVL', vector: combine(1, -0.5) },
  { name: 'aVF', vector: combine(-0.5, 1) },
];

/** What a lead with the given vector shows of a dipole, in millivolts. */
export function project(dipole: Vector, lead: Vector): number {
  return dipole[0] * lead[0] + dipole[1] * lead[1] + dipole[2] * lead[2];
}
