import type { RecordingRow } from '../../app/contract/records.ts';
import type { EventKind, RhythmSummary } from '../../app/contract/rhythm.ts';
import { absent, formatCount, formatDecimal } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import type { Translate } from '../frame/commands.ts';

/** A key figure: what it is, and where it was found. */
export interface ReportFact {
  readonly caption: string;
  readonly value: string;
  readonly note: string;
}

/** The key figures of a report in two rows of six: the rhythm as a whole, then what is ectopic. */
export function reportFacts(t: Translate, recording: RecordingRow, summary: RhythmSummary): ReportFact[] {
  const at = (sample: number | undefined) =>
    sample === undefined ? '' : t('report.facts.at', { time: formatTime(sample / recording.rate) });
  const rate = (value: number | null | undefined) =>
    value === null || value === undefined ? absent : `${Math.round(value)}/min`;
  const percent = (value: number | null) => (value === null ? absent : `${formatDecimal(value, 1)} %`);
  const events = (kind: EventKind) => summary.kinds.find((known) => known.kind === kind)?.count ?? 0;
  const runs = (kinds: readonly EventKind[]) => formatCount(kinds.reduce((sum, kind) => sum + events(kind), 0));
  const fact = (name: string, value: string, note = ''): ReportFact => ({
    caption: t(`report.facts.${name}`),
    value,
    note,
  });
  const { minRate, maxRate, longestRr, classes, burdens } = summary;
  return [
    fact('beats', formatCount(summary.beats)),
    fact('meanRate', rate(summary.meanRate)),
    fact('minRate', rate(minRate?.value), at(minRate?.sample)),
    fact('maxRate', rate(maxRate?.value), at(maxRate?.sample)),
    fact('longestRr', longestRr ? `${formatCount(Math.round(longestRr.ms))} ms` : absent, at(longestRr?.sample)),
    fact('pauses', formatCount(events('pause'))),
    fact('ventricular', formatCount(classes[2])),
    fact('ventricularBurden', percent(burdens.ventricular)),
    fact('ventricularRuns', runs(['ventricular-run', 'ventricular-tachycardia'])),
    fact('supraventricular', formatCount(classes[1])),
    fact('supraventricularBurden', percent(burdens.supraventricular)),
    fact('supraventricularRuns', runs(['supraventricular-run', 'supraventricular-tachycardia'])),
  ];
}
