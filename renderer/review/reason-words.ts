import type { useI18n } from 'vue-i18n';

import type { BeatReasons } from '../../app/contract/queue.ts';
import { formatCount, formatDecimal, formatPercent } from '../format/number.ts';

type Fact = BeatReasons['facts'][number];
type Words = ReturnType<typeof useI18n>['t'];

/** Facts told, those that weighed most. */
const told = 4;
/** Facts that weighed less are left out. */
const leastShare = 0.01;

/** The facts behind a decision that weighed most, first the heaviest. */
export function weightyFacts(facts: readonly Fact[]): Fact[] {
  return facts
    .filter(({ share, value }) => value !== null && Math.abs(share) >= leastShare)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, told);
}

/** A fact as a sentence: "RR before 536 ms, 9 % shorter than the mean of its half hour". */
export function factWords(t: Words, { kind, value, reference }: Fact): string {
  if (value === null) return t('queue.why.facts.unknown', { kind });
  if (kind === 'qrs' || kind === 'p-wave') return t(`queue.why.facts.${kind}`, { value: formatDecimal(value, 2) });
  const words = { value: formatCount(Math.round(value)), change: changeWords(t, value, reference) };
  return t(`queue.why.facts.${kind}`, words);
}

function changeWords(t: Words, value: number, reference: number | null): string {
  if (reference === null || reference <= 0) return '';
  const change = Math.round((value / reference - 1) * 100) / 100;
  if (change === 0) return t('queue.why.same');
  return t(change > 0 ? 'queue.why.longer' : 'queue.why.shorter', { percent: formatPercent(Math.abs(change), 0) });
}

/** Milliseconds from R of the values that spoke most for the first and for the second class; null where none did. */
export function strongest({
  fromMs,
  stepMs,
  saliency,
}: BeatReasons['leads'][number]): readonly [number | null, number | null] {
  const at = (index: number) => Math.round(fromMs + index * stepMs);
  const most = saliency.indexOf(saliency.reduce((a, b) => Math.max(a, b), 0));
  const least = saliency.indexOf(saliency.reduce((a, b) => Math.min(a, b), 0));
  return [saliency[most]! > 0 ? at(most) : null, saliency[least]! < 0 ? at(least) : null];
}
