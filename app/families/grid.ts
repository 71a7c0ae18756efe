import { clinicalRate } from '../beat/clinical/conditioning.ts';

/** Values a second of a shape. */
export const shapeRate = clinicalRate;
/** Values before the fiducial: 250 ms, the P wave and what leads to it. */
export const shapeBefore = 32;
/** Values of a lead that are shown: 250 ms before to 450 ms after, up to the end of most T waves. */
export const shapeLength = 90;
/** Values kept beyond either end, so that a beat can be moved under another one: 31 ms. */
export const slack = 4;
/** Values of a lead as it is cut and kept. */
export const cutLength = shapeLength + 2 * slack;

/** Weight of what lies outside the QRS complex: rate moves the waves there. */
const outside = 0.35;
/** The part that counts in full, in milliseconds around the fiducial, and how softly it ends. */
const core = { from: -110, to: 160, edge: 40 };
/** From here on, in milliseconds, weight falls, to `least` at the end: at high rates the next beat begins there. */
const fading = { from: 200, to: 320, least: 0.02 };

/** How much each value counts when two shapes are compared. */
export const weights: Float32Array = Float32Array.from({ length: shapeLength }, (_, index) => {
  const milliseconds = ((index - shapeBefore) / shapeRate) * 1000;
  const beyond = Math.max(0, core.from - milliseconds, milliseconds - core.to) / core.edge;
  const late = Math.max(0, milliseconds - fading.from) / (fading.to - fading.from);
  return (outside + (1 - outside) * Math.exp(-beyond * beyond)) * Math.max(fading.least, 1 - late);
});

export const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
