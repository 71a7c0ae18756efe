/** The largest strength, at which rare classes get the least weight. */
export const mostStrength = 2;
export const strengthStep = 0.05;

/** Where a strength lies on a slider that goes from the fewest rare beats to the most. */
export function positionOf(strength: number): number {
  return mostStrength - strength;
}

/** The strength at a place of the slider, in whole steps. */
export function strengthAt(position: number): number {
  const steps = Math.round((mostStrength - position) / strengthStep);
  return Number(Math.min(mostStrength, Math.max(0, steps * strengthStep)).toFixed(4));
}
