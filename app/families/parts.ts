import { isLikeSized, leastSize, productOf, sizeOf } from './compare.ts';
import { slack } from './grid.ts';
import { joinTemplates } from './join.ts';
import type { Fit, Template } from './template.ts';

/** Groups of fewer beats are no family of their own. */
export const leastBeats = 3;
/** Correlation from which on a beat that was left over goes to the family that it is most like. */
const adopted = 0.86;

/**
 * The templates that families are made of: those that, joined with what is like them, have enough beats.
 *
 * @param above correlation from which on templates count as one shape, see {@link joinTemplates}
 * @returns in the order in which they came
 */
export function chooseParts<T extends Template>(templates: readonly T[], leads: number, above: number): T[] {
  const enough = new Set<number>();
  for (const group of joinTemplates(templates, leads, above).groups) {
    if (group.reduce((sum, index) => sum + templates[index]!.count, 0) < leastBeats) continue;
    for (const index of group) enough.add(index);
  }
  return templates.filter((_, index) => enough.has(index));
}

/** The part that a left-over beat is most like, or null where it is alone with its shape. */
export function adopt(
  parts: readonly Template[],
  cut: Float32Array,
  leads: number,
  offset = 0,
): ({ readonly part: number } & Fit) | null {
  let best: ({ part: number } & Fit) | null = null;
  for (let shift = -slack; shift <= slack; shift++) {
    const size = sizeOf(cut, leads, shift, offset);
    if (size < leastSize) continue;
    for (const [part, template] of parts.entries()) {
      if (!isLikeSized(size, template.size)) continue;
      const correlation = productOf(template.probe, cut, leads, shift, offset) / size;
      if (correlation > (best?.correlation ?? adopted)) best = { part, correlation, shift };
    }
  }
  return best;
}
