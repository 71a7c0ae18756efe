import { beatClasses } from '../../contract/classes.ts';
import type { Criteria, RhythmEvent, RhythmSummary, RhythmVariability } from '../../contract/rhythm.ts';
import type { RhythmBeats } from '../../rhythm/beats.ts';
import type { FibrillationShare } from './rhythm-compare.ts';

const absent = '-';

function figure(value: number | null, digits: number, unit = ''): string {
  return value === null ? absent : `${value.toFixed(digits)}${unit}`;
}

/** hh:mm:ss.s from the start. */
function clock(sample: number, rate: number): string {
  const tenths = Math.floor((10 * sample) / rate + 1e-6);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(tenths / 10);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${tenths % 10}`;
}

/** What a person reads of one recording. */
export function rhythmText(
  record: string,
  { rate }: RhythmBeats,
  criteria: Criteria,
  summary: Omit<RhythmSummary, 'revision'>,
  variability: Omit<RhythmVariability, 'revision'>,
): string {
  const at = (place: { readonly value: number; readonly sample: number } | null) =>
    place ? `${place.value.toFixed(0)}/min at ${clock(place.sample, rate)}` : absent;
  const rr = (place: RhythmSummary['longestRr']) =>
    place ? `${place.ms.toFixed(0)} ms at ${clock(place.sample, rate)}` : absent;
  const { burdens } = summary;
  const lines = [
    `${record}: ${summary.beats} beats (${beatClasses.map((name, index) => `${name} ${summary.classes[index]}`).join(', ')})`,
    `  burden       V ${figure(burdens.ventricular, 1, ' %')}, S ${figure(burdens.supraventricular, 1, ' %')}`,
    `  heart rate   ${figure(summary.meanRate, 0, '/min')}, slowest ${at(summary.minRate)}, fastest ${at(summary.maxRate)} (eight intervals)`,
    `  longest RR   ${rr(summary.longestRr)}`,
    `  left out     ${rr(summary.longestRrLeftOut)}; ${summary.pausesLeftOut} intervals of ${criteria.pause.milliseconds} ms or more, unreadable`,
    ...summary.kinds.filter(({ count }) => count > 0).map((kind) => `  ${kindText(kind, rate)}`),
    `  N-N          ${variability.intervals} intervals, ${variability.excluded} left out, mean ${figure(variability.meanNn, 1, ' ms')}`,
    `  time domain  SDNN ${figure(variability.sdnn, 1)}, SDANN ${figure(variability.sdann, 1)}, RMSSD ${figure(variability.rmssd, 1)} ms, pNN50 ${figure(variability.pnn50, 1, ' %')}, triangular index ${figure(variability.triangularIndex, 1)}`,
    `  spectrum     VLF ${figure(variability.vlf, 0)}, LF ${figure(variability.lf, 0)}, HF ${figure(variability.hf, 0)} ms^2, LF/HF ${figure(variability.lfHf, 2)} (${variability.windows} windows of five minutes)`,
  ];
  return `${lines.join('\n')}\n`;
}

function kindText({ kind, count, beats, extreme, fastest }: RhythmSummary['kinds'][number], rate: number): string {
  const units = { ms: ' ms', 'per-minute': '/min', beats: ' beats' };
  const remarkable = [extreme, fastest].flatMap((most) =>
    most ? [`${most.value.toFixed(0)}${units[most.unit]} at ${clock(most.sample, rate)}`] : [],
  );
  return `${kind.padEnd(28)} ${String(count).padStart(6)}  ${String(beats).padStart(6)} beats  ${remarkable.join(', ')}`;
}

/** One event as tab-separated columns: time, kind, first and last frame, beats, rate, interval. */
export function eventText({ kind, from, until, beats, rate: perMinute, rr }: RhythmEvent, rate: number): string {
  const columns = [clock(from, rate), kind, from, until, beats, figure(perMinute, 0), figure(rr, 0)];
  return `${columns.join('\t')}\n`;
}

/** Irregular stretches against annotated fibrillation, record by record and over all. */
export function comparisonText(shares: readonly FibrillationShare[]): string {
  const row = (name: string, values: readonly string[]) =>
    `${name.padEnd(10)}${values.map((value) => value.padStart(11)).join('')}\n`;
  const numbers = ({ annotated, found, both, flutter }: FibrillationShare) =>
    [annotated, found, both, flutter].map((seconds) => seconds.toFixed(0));
  const sum = (name: 'annotated' | 'found' | 'both' | 'flutter') =>
    shares.reduce((total, share) => total + share[name], 0);
  const all = {
    record: 'all',
    annotated: sum('annotated'),
    found: sum('found'),
    both: sum('both'),
    flutter: sum('flutter'),
  };
  const percent = (part: number, whole: number) => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : absent);
  return [
    row('record', ['AFIB s', 'found s', 'both s', 'flutter s']),
    ...shares
      .filter(({ annotated, found }) => annotated > 0 || found > 0)
      .map((share) => row(share.record, numbers(share))),
    row(all.record, numbers(all)),
    `gross duration sensitivity ${percent(all.both, all.annotated)}, positive predictivity ${percent(all.both, all.found)}`,
    `, without what is annotated as flutter ${percent(all.both, all.found - all.flutter)}\n`,
  ].join('');
}
