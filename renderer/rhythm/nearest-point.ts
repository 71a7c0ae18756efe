import type { Points } from './density.ts';
import type { Point } from './lasso.ts';

/** How far from a beat a click may be, pixels. */
const reachPixels = 8;

/**
 * Marks the point nearest to a click, none when all are further than eight pixels.
 *
 * @param pixel how far a pixel is in the units of the plot
 */
export function nearestPoint(points: Points, at: Point, pixel: Point): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(points.labels.length);
  let best = -1;
  let least = reachPixels ** 2;
  for (let index = 0; index < mask.length; index++) {
    const across = (points.x[index]! - at.x) / pixel.x;
    const up = (points.y[index]! - at.y) / pixel.y;
    const distance = across * across + up * up;
    // Also false where there is no number.
    if (!(distance <= least)) continue;
    least = distance;
    best = index;
  }
  if (best >= 0) mask[best] = 1;
  return mask;
}
