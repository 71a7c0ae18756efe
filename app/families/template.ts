import { isLikeSized, leastSize, probeOf, productOf, sizeOf } from './compare.ts';
import { cutLength, shapeLength, slack } from './grid.ts';

/** The mean of beats of one shape. */
export interface Template {
  /** leads x cutLength values in mV. */
  readonly cut: Float32Array;
  /** See {@link probeOf}; of the unmoved shape. */
  readonly probe: Float32Array;
  size: number;
  /** Beats in it. */
  count: number;
}

export function createTemplate(cut: Float32Array, leads: number, count: number): Template {
  const template = { cut: cut.slice(), probe: new Float32Array(leads * shapeLength), size: 0, count };
  renew(template, leads);
  return template;
}

/** Brings probe and size up to date with the mean. */
export function renew(template: Template, leads: number): void {
  template.size = sizeOf(template.cut, leads);
  probeOf(template.cut, leads, 0, template.probe);
}

/** How well a shape fits another one where it fits best. */
export interface Fit {
  readonly correlation: number;
  /** Values by which the first shape is read later. */
  readonly shift: number;
}

/** No fit: flat, or of another size. */
export const noFit: Fit = { correlation: -1, shift: 0 };

/** The best whole shift of `other` under `template`. */
export function fitTemplates(template: Template, other: Template, leads: number): Fit {
  if (!isLikeSized(template.size, other.size) || other.size < leastSize) return noFit;
  let best = noFit;
  for (let shift = -slack; shift <= slack; shift++) {
    const size = sizeOf(other.cut, leads, shift);
    if (size < leastSize) continue;
    const correlation = productOf(template.probe, other.cut, leads, shift) / size;
    if (correlation > best.correlation) best = { correlation, shift };
  }
  return best;
}

/** Takes the beats of another template into this one, moved by `shift`. */
export function absorb(template: Template, other: Template, shift: number, leads: number): void {
  const share = other.count / (template.count + other.count);
  for (let lead = 0; lead < leads; lead++) {
    for (let index = 0; index < cutLength; index++) {
      const at = lead * cutLength + index;
      const moved = lead * cutLength + Math.max(0, Math.min(cutLength - 1, index + shift));
      template.cut[at]! += (other.cut[moved]! - template.cut[at]!) * share;
    }
  }
  template.count += other.count;
  renew(template, leads);
}
