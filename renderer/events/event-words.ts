import { useI18n } from 'vue-i18n';

import type { Criteria, EventKind, KindSummary, RhythmEvent } from '../../app/contract/rhythm.ts';
import { absent, formatCount, formatDecimal } from '../format/number.ts';
import { formatDuration, formatTime } from '../format/time.ts';
import { useSession } from '../stores/session.ts';

const cycle: Partial<Record<EventKind, number>> = {
  'ventricular-bigeminy': 2,
  'supraventricular-bigeminy': 2,
  'ventricular-trigeminy': 3,
  'supraventricular-trigeminy': 3,
};
const runs: ReadonlySet<EventKind> = new Set([
  'ventricular-tachycardia',
  'ventricular-run',
  'supraventricular-tachycardia',
  'supraventricular-run',
]);

/** What kinds and events are called, with the limits that make them. */
export function useEventWords() {
  const { t } = useI18n();
  const session = useSession();

  function time(sample: number, decimals: 0 | 1 = 0): string {
    return formatTime(sample / (session.recording?.rate ?? 1), decimals);
  }

  /** "Pauses ≥ 2.0 s": the kind and its limit. */
  function nameOf(kind: EventKind, criteria: Criteria | null): string {
    const limit = criteria && limitOf(kind, criteria);
    return limit ? `${t(`rhythm.events.kinds.${kind}`)} ${limit}` : t(`rhythm.events.kinds.${kind}`);
  }

  function limitOf(kind: EventKind, criteria: Criteria): string {
    const beats = (count: number) => t('rhythm.events.limits.beats', { count: formatCount(count) });
    switch (kind) {
      case 'ventricular-tachycardia':
        return beats(criteria.ventricularTachycardia.beats);
      case 'supraventricular-tachycardia':
        return beats(criteria.supraventricularTachycardia.beats);
      case 'ventricular-run':
      case 'supraventricular-run':
        return beats(3);
      case 'ventricular-bigeminy':
      case 'supraventricular-bigeminy':
        return t('rhythm.events.limits.cycles', { count: formatCount(criteria.bigeminy.cycles) });
      case 'ventricular-trigeminy':
      case 'supraventricular-trigeminy':
        return t('rhythm.events.limits.cycles', { count: formatCount(criteria.trigeminy.cycles) });
      case 'pause':
        return t('rhythm.events.limits.seconds', { seconds: formatDecimal(criteria.pause.milliseconds / 1000, 1) });
      case 'bradycardia':
        return t('rhythm.events.limits.below', { rate: formatCount(criteria.bradycardia.rate) });
      case 'tachycardia':
        return t('rhythm.events.limits.above', { rate: formatCount(criteria.tachycardia.rate) });
      case 'atrial-fibrillation':
        return t('rhythm.events.limits.seconds', { seconds: formatCount(criteria.atrialFibrillation.seconds) });
      default:
        return '';
    }
  }

  /** "longest 24 cycles · 00:18:48": the most remarkable event of a kind; empty when there is none. */
  function extremeOf({ kind, extreme }: KindSummary): string {
    if (!extreme) return '';
    return `${extremeValue(kind, extreme)} · ${time(extreme.sample)}`;
  }

  function extremeValue(kind: EventKind, { value, unit }: NonNullable<KindSummary['extreme']>): string {
    if (unit === 'per-minute') {
      const rate = formatCount(value);
      return t(kind === 'bradycardia' ? 'rhythm.events.extremes.slowest' : 'rhythm.events.extremes.fastest', { rate });
    }
    if (unit === 'beats') return t('rhythm.events.extremes.longest', { length: lengthOf(kind, value) });
    if (kind === 'atrial-fibrillation')
      return t('rhythm.events.extremes.longest', { length: formatDuration(value / 1000) });
    const milliseconds = t('rhythm.events.milliseconds', { ms: formatCount(value) });
    return kind === 'longest-rr' ? milliseconds : t('rhythm.events.extremes.longest', { length: milliseconds });
  }

  function lengthOf(kind: EventKind, beats: number): string {
    const length = cycle[kind];
    return length === undefined
      ? t('rhythm.events.beats', { count: formatCount(beats) }, beats)
      : t('rhythm.events.cycles', { count: formatCount(beats / length) }, beats / length);
  }

  /** What a row of the list says of one event. */
  function describe({ kind, beats, rate, rr, from, until }: RhythmEvent): string {
    const parts: string[] = [];
    if (runs.has(kind) || cycle[kind] !== undefined) parts.push(lengthOf(kind, beats));
    if (kind === 'atrial-fibrillation' || kind === 'bradycardia' || kind === 'tachycardia')
      parts.push(formatDuration((until - from) / (session.recording?.rate ?? 1)));
    if (rr !== null) parts.push(t('rhythm.events.milliseconds', { ms: formatCount(rr) }));
    if (rate !== null) parts.push(t('rhythm.events.perMinute', { rate: formatCount(rate) }));
    return parts.join(' · ') || absent;
  }

  return { time, nameOf, extremeOf, describe };
}
