import { beatClasses } from '../contract/classes.ts';
import type { ClassCounts } from '../contract/records.ts';
import type { Criteria, EventExtreme, EventKind, KindSummary, RhythmSummary } from '../contract/rhythm.ts';
import { supraventricular, ventricular } from './beats.ts';
import type { EventList, RhythmSource } from './events/event-list.ts';
import type { RhythmEvents } from './events/events.ts';
import { rateWork } from './rates.ts';
import type { Verdicts } from './verdicts.ts';
import { inOneGo, pieceMask, type Work } from './work.ts';

type Summary = Omit<RhythmSummary, 'revision'>;

/** What makes one event of a kind more remarkable than another. */
type Measure = 'beats' | 'duration' | 'interval' | 'fast' | 'slow';

const measures: Readonly<Record<EventKind, Measure>> = {
  'ventricular-tachycardia': 'beats',
  'ventricular-run': 'beats',
  'ventricular-couplet': 'fast',
  'ventricular-bigeminy': 'beats',
  'ventricular-trigeminy': 'beats',
  'supraventricular-tachycardia': 'beats',
  'supraventricular-run': 'beats',
  'supraventricular-couplet': 'fast',
  'supraventricular-bigeminy': 'beats',
  'supraventricular-trigeminy': 'beats',
  'atrial-fibrillation': 'duration',
  pause: 'interval',
  'longest-rr': 'interval',
  escape: 'interval',
  bradycardia: 'slow',
  tachycardia: 'fast',
};

/** Events between two moments to give way: they cost more than beats. */
const eventMask = 2047;

/** Everything that a reader asks of a recording first: counts, burdens, rates, the longest RR interval, events by kind. */
export function summarise(source: RhythmSource, events: RhythmEvents, verdicts: Verdicts, criteria: Criteria): Summary {
  return inOneGo(summaryWork(source, events, verdicts, criteria));
}

/** As {@link summarise}. */
export function* summaryWork(
  source: RhythmSource,
  events: RhythmEvents,
  verdicts: Verdicts,
  criteria: Criteria,
): Work<Summary> {
  const { samples, labels } = source.beats;
  const classes: ClassCounts = [0, 0, 0, 0, 0];
  for (let beat = 0; beat < labels.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (labels[beat]! < beatClasses.length) classes[labels[beat]!]!++;
  }
  const burden = (label: number) => (labels.length > 0 ? (100 * classes[label]!) / labels.length : null);
  const { mean, slowest, fastest } = yield* rateWork(source, 0, labels.length);
  const kinds: KindSummary[] = [];
  for (const list of events.values()) kinds.push(yield* kindWork(source, list, verdicts));
  const longest = kinds.find(({ kind }) => kind === 'longest-rr')?.extreme;
  const longestRr = longest ? { ms: longest.value, sample: longest.sample } : null;
  return {
    beats: labels.length,
    classes,
    burdens: { ventricular: burden(ventricular), supraventricular: burden(supraventricular) },
    meanRate: mean,
    minRate: slowest && { value: slowest.rate, sample: samples[slowest.beat]! },
    maxRate: fastest && { value: fastest.rate, sample: samples[fastest.beat]! },
    longestRr,
    ...(yield* leftOutWork(source, longestRr?.ms ?? 0, criteria)),
    kinds,
  };
}

function* kindWork({ beats }: RhythmSource, list: EventList, verdicts: Verdicts): Work<KindSummary> {
  const { kind } = list;
  const said = verdicts.get(kind);
  const measure = measures[kind];
  let accepted = 0;
  let dismissed = 0;
  let inEvents = 0;
  let first = -1;
  let most: EventExtreme | null = null;
  let fastest: EventExtreme | null = null;
  for (let event = 0; event < list.count; event++) {
    if ((event & eventMask) === 0) yield;
    const sample = beats.samples[list.first[event]!]!;
    const verdict = said?.get(sample);
    if (verdict === 'dismissed') {
      dismissed++;
      continue;
    }
    if (verdict === 'accepted') accepted++;
    inEvents += list.beats[event]!;
    if (first < 0) first = sample;
    const until = beats.samples[list.last[event]!]!;
    most = moreRemarkable(most, extremeOf(list, event, measure, sample, until, beats.rate), measure === 'slow');
    if (measure === 'beats')
      fastest = moreRemarkable(fastest, extremeOf(list, event, 'fast', sample, until, beats.rate));
  }
  const count = list.count - dismissed;
  return { kind, count, accepted, dismissed, beats: inEvents, first: first < 0 ? null : first, extreme: most, fastest };
}

function extremeOf(
  list: EventList,
  event: number,
  measure: Measure,
  sample: number,
  until: number,
  rate: number,
): EventExtreme | null {
  switch (measure) {
    case 'beats':
      return { value: list.beats[event]!, unit: 'beats', sample };
    case 'duration':
      return { value: ((until - sample) * 1000) / rate, unit: 'ms', sample };
    case 'interval':
      return Number.isNaN(list.rr[event]!) ? null : { value: list.rr[event]!, unit: 'ms', sample };
    default:
      return { value: list.rate[event]!, unit: 'per-minute', sample };
  }
}

/** The first of equal ones stays. */
function moreRemarkable(known: EventExtreme | null, next: EventExtreme | null, least = false): EventExtreme | null {
  if (!known || !next) return known ?? next;
  return (least ? next.value < known.value : next.value > known.value) ? next : known;
}

/** Intervals that unreadable signal keeps from being a pause or the longest. */
function* leftOutWork(
  { beats, intervals }: RhythmSource,
  longest: number,
  { pause }: Criteria,
): Work<Pick<RhythmSummary, 'longestRrLeftOut' | 'pausesLeftOut'>> {
  let ms = longest;
  let sample = -1;
  let pausesLeftOut = 0;
  for (let beat = 1; beat < intervals.leftOut.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const length = intervals.leftOut[beat]!;
    if (length >= pause.milliseconds) pausesLeftOut++;
    if (!(length > ms)) continue;
    ms = length;
    sample = beats.samples[beat - 1]!;
  }
  return { longestRrLeftOut: sample < 0 ? null : { ms, sample }, pausesLeftOut };
}
