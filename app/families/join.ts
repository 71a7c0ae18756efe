import { absorb, fitTemplates, type Fit, type Template } from './template.ts';

/** Groups of templates that are one shape. */
export interface Joined {
  /** Which templates, by index, largest first; groups of more beats first. */
  readonly groups: readonly (readonly number[])[];
  /** Values by which each template's beats are to be read later to lie under the largest of its group. */
  readonly shifts: Int8Array;
}

/**
 * Joins the two most alike groups again and again while their means correlate above a limit: centroid linkage, each mean
 * weighted by its beats. The result depends on the templates only, not on chance.
 *
 * @param above correlation, 0 to 1
 */
export function joinTemplates(templates: readonly Template[], leads: number, above: number): Joined {
  const own = templates.map((template) => ({ ...template, cut: template.cut.slice(), probe: template.probe.slice() }));
  const groups = own.map((_, index) => [index]);
  const shifts = new Int8Array(own.length);
  const live = own.map((_, index) => index).sort((a, b) => own[b]!.count - own[a]!.count || a - b);
  /** For each live group its best partner further down the list. */
  const partners = new Map<number, { with: number; fit: Fit }>();

  function findPartner(place: number): void {
    const index = live[place]!;
    let best: { with: number; fit: Fit } | null = null;
    for (let other = place + 1; other < live.length; other++) {
      const fit = fitTemplates(own[index]!, own[live[other]!]!, leads);
      if (!best || fit.correlation > best.fit.correlation) best = { with: live[other]!, fit };
    }
    if (best) partners.set(index, best);
    else partners.delete(index);
  }

  live.forEach((_, place) => findPartner(place));
  for (;;) {
    let best: { index: number; with: number; fit: Fit } | null = null;
    for (const index of live) {
      const partner = partners.get(index);
      if (partner && partner.fit.correlation > (best?.fit.correlation ?? above)) best = { index, ...partner };
    }
    if (!best) break;
    const { index, with: other, fit } = best;
    for (const member of groups[other]!) shifts[member]! += fit.shift;
    groups[index]!.push(...groups[other]!);
    groups[other] = [];
    absorb(own[index]!, own[other]!, fit.shift, leads);
    live.splice(live.indexOf(other), 1);
    partners.delete(other);
    live.forEach((known, place) => {
      const partner = partners.get(known);
      if (known === index || partner?.with === index || partner?.with === other) return findPartner(place);
      if (place > live.indexOf(index)) return;
      const again = fitTemplates(own[known]!, own[index]!, leads);
      if (partner && again.correlation > partner.fit.correlation) partners.set(known, { with: index, fit: again });
    });
  }
  const ranked = live
    .map((index) => groups[index]!)
    .map((group) => group.toSorted((a, b) => templates[b]!.count - templates[a]!.count || a - b));
  const beatsOf = (group: readonly number[]) => group.reduce((sum, index) => sum + templates[index]!.count, 0);
  return { groups: ranked.sort((a, b) => beatsOf(b) - beatsOf(a) || a[0]! - b[0]!), shifts };
}
