import { beatClasses } from '../contract/classes.ts';
import type { ClassCounts } from '../contract/records.ts';
import type { EventKind, RhythmRow } from '../contract/rhythm.ts';
import { firstFrom } from './beats.ts';
import type { EventList, RhythmSource } from './events/event-list.ts';
import type { RhythmEvents } from './events/events.ts';
import { rateWork } from './rates.ts';
import type { Verdicts } from './verdicts.ts';
import { inOneGo, pieceMask, type Work } from './work.ts';

/** Counts of a row and the kinds of events that they count. */
const counted = {
  ventricularCouplets: ['ventricular-couplet'],
  ventricularRuns: ['ventricular-run', 'ventricular-tachycardia'],
  supraventricularCouplets: ['supraventricular-couplet'],
  supraventricularRuns: ['supraventricular-run', 'supraventricular-tachycardia'],
  bigeminy: ['ventricular-bigeminy'],
  trigeminy: ['ventricular-trigeminy'],
  pauses: ['pause'],
} as const satisfies Partial<Record<keyof RhythmRow, readonly EventKind[]>>;
type Counted = keyof typeof counted;

interface Table {
  readonly rows: RhythmRow[];
  readonly total: RhythmRow;
}

/**
 * The recording in rows of so many minutes, and all of it in one.
 *
 * A beat and the interval before it belong to the row in which the beat lies, an event to that of its first beat; dismissed
 * events do not count. The lowest and the highest rate are those of eight consecutive intervals, so that they are rates and
 * not single intervals; the last of the eight lies in the row.
 */
export function tabulate(source: RhythmSource, events: RhythmEvents, verdicts: Verdicts, minutes: number): Table {
  return inOneGo(tableWork(source, events, verdicts, minutes));
}

/** As {@link tabulate}. */
export function* tableWork(
  source: RhythmSource,
  events: RhythmEvents,
  verdicts: Verdicts,
  minutes: number,
): Work<Table> {
  const { frames, samples, rate } = source.beats;
  const end = Math.max(frames, (samples.at(-1) ?? -1) + 1, 1);
  const height = minutes * 60 * rate;
  const bounds = Array.from({ length: Math.ceil(end / height) }, (_, row) => Math.round(row * height));
  const counts = yield* countWork(source, events, verdicts, height, bounds.length);
  const rows: RhythmRow[] = [];
  for (const [row, from] of bounds.entries()) {
    yield;
    const to = Math.min(end, bounds[row + 1] ?? end);
    rows.push(yield* rowWork(source, from, to, (name) => counts[name][row]!));
  }
  const total = yield* rowWork(source, 0, end, (name) => counts[name].reduce((sum, count) => sum + count, 0));
  return { rows, total };
}

function* rowWork(source: RhythmSource, from: number, to: number, countOf: (name: Counted) => number): Work<RhythmRow> {
  const { samples, labels } = source.beats;
  const first = firstFrom(samples, from);
  const last = firstFrom(samples, to);
  const classes: ClassCounts = [0, 0, 0, 0, 0];
  for (let beat = first; beat < last; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (labels[beat]! < beatClasses.length) classes[labels[beat]!]!++;
  }
  const { mean, slowest, fastest, longest } = yield* rateWork(source, first, last);
  return {
    from,
    to,
    beats: last - first,
    classes,
    meanRate: mean,
    minRate: slowest?.rate ?? null,
    maxRate: fastest?.rate ?? null,
    ventricularCouplets: countOf('ventricularCouplets'),
    ventricularRuns: countOf('ventricularRuns'),
    supraventricularCouplets: countOf('supraventricularCouplets'),
    supraventricularRuns: countOf('supraventricularRuns'),
    bigeminy: countOf('bigeminy'),
    trigeminy: countOf('trigeminy'),
    pauses: countOf('pauses'),
    longestRr: longest?.ms ?? null,
    readable: readableShare(source, from, to),
  };
}

function* countWork(
  { beats }: RhythmSource,
  events: RhythmEvents,
  verdicts: Verdicts,
  height: number,
  rows: number,
): Work<Record<Counted, Uint32Array>> {
  const rowOf = (list: EventList, event: number) =>
    Math.min(rows - 1, Math.floor(beats.samples[list.first[event]!]! / height));
  function* count(kinds: readonly EventKind[]): Work<Uint32Array> {
    const column = new Uint32Array(rows);
    for (const kind of kinds) {
      const list = events.get(kind)!;
      const said = verdicts.get(kind);
      for (let event = 0; event < list.count; event++) {
        if ((event & pieceMask) === 0) yield;
        if (said?.get(beats.samples[list.first[event]!]!) !== 'dismissed') column[rowOf(list, event)]!++;
      }
    }
    return column;
  }
  return {
    ventricularCouplets: yield* count(counted.ventricularCouplets),
    ventricularRuns: yield* count(counted.ventricularRuns),
    supraventricularCouplets: yield* count(counted.supraventricularCouplets),
    supraventricularRuns: yield* count(counted.supraventricularRuns),
    bigeminy: yield* count(counted.bigeminy),
    trigeminy: yield* count(counted.trigeminy),
    pauses: yield* count(counted.pauses),
  };
}

function readableShare({ beats }: RhythmSource, from: number, to: number): number {
  let lost = 0;
  for (const stretch of beats.unreadable) lost += Math.max(0, Math.min(stretch.to, to) - Math.max(stretch.from, from));
  return to > from ? 1 - lost / (to - from) : 1;
}
