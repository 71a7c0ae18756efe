import { describe, expect, it } from 'vitest';

import { cutLength, shapeBefore, slack } from '../../app/families/grid.ts';
import { joinTemplates } from '../../app/families/join.ts';
import { createTemplate } from '../../app/families/template.ts';

/** A bell around the fiducial, `width` and `later` in values. */
function bell(width: number, later: number, count: number, height = 1) {
  const cut = Float32Array.from(
    { length: cutLength },
    (_, index) => height * Math.exp(-(((index - slack - shapeBefore - later) / width) ** 2)),
  );
  return createTemplate(cut, 1, count);
}

describe('joining templates', () => {
  it('joins the same shape at another place, and says by how much it is moved', () => {
    const { groups, shifts } = joinTemplates([bell(3, 0, 10), bell(3, 2, 4)], 1, 0.975);
    expect(groups).toEqual([[0, 1]]);
    expect([...shifts]).toEqual([0, 2]);
  });

  it('keeps narrow and wide shapes, and small and large ones, apart', () => {
    expect(joinTemplates([bell(3, 0, 10), bell(8, 0, 4)], 1, 0.975).groups).toHaveLength(2);
    expect(joinTemplates([bell(3, 0, 10), bell(3, 0, 4, 2)], 1, 0.975).groups).toHaveLength(2);
  });

  it('makes no more groups the lower the limit', () => {
    const templates = [2.5, 3, 3.5, 4, 5, 6].map((width, index) => bell(width, 0, 20 - index));
    const counts = [0.999, 0.99, 0.975, 0.95, 0.9].map((above) => joinTemplates(templates, 1, above).groups.length);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts[0]).toBe(6);
    expect(counts.at(-1)).toBeLessThan(6);
  });

  it('lists the group with most beats first', () => {
    expect(joinTemplates([bell(3, 0, 2), bell(8, 0, 30)], 1, 0.975).groups).toEqual([[1], [0]]);
  });
});
