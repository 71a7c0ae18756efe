import type { EventKind, RhythmEvent } from '../contract/rhythm.ts';
import { firstFrom, type RhythmBeats } from './beats.ts';
import type { EventList } from './events/event-list.ts';
import type { RhythmEvents } from './events/events.ts';
import { eventId, type Verdicts } from './verdicts.ts';

/** Which events are asked for. */
export interface EventQuestion {
  readonly kind?: EventKind | undefined;
  /** Only events of which some part lies in frames [from, to). */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Part of a list: events [next, end) by index. */
interface Cursor {
  readonly list: EventList;
  next: number;
  readonly end: number;
}

/** Events in order of time, those that begin with the same beat in the order of their kinds. */
export function pageOfEvents(
  beats: RhythmBeats,
  events: RhythmEvents,
  verdicts: Verdicts,
  question: EventQuestion,
  offset: number,
  limit: number,
): { total: number; events: RhythmEvent[] } {
  const lists = [...events.values()].filter(({ kind }) => question.kind === undefined || kind === question.kind);
  const cursors = lists.map((list) => cursorOf(beats, list, question));
  const total = cursors.reduce((sum, { next, end }) => sum + end - next, 0);
  const page: RhythmEvent[] = [];
  let skip = offset;
  const [only] = cursors;
  if (cursors.length === 1 && only) {
    only.next += offset;
    skip = 0;
  }
  while (page.length < limit) {
    const cursor = earliest(cursors);
    if (!cursor) break;
    if (skip > 0) skip--;
    else page.push(describeEvent(beats, cursor.list, cursor.next, verdicts));
    cursor.next++;
  }
  return { total, events: page };
}

/** The nearest event that begins after or before `sample` and is not dismissed. */
export function nearestEvent(
  beats: RhythmBeats,
  events: RhythmEvents,
  verdicts: Verdicts,
  sample: number,
  direction: 'next' | 'previous',
  kind?: EventKind,
): RhythmEvent | null {
  const forward = direction === 'next';
  const beat = firstFrom(beats.samples, forward ? sample + 1 : sample);
  let nearest: { list: EventList; event: number } | null = null;
  for (const list of events.values()) {
    if (kind !== undefined && list.kind !== kind) continue;
    const said = verdicts.get(list.kind);
    let event = firstFrom(list.first, beat) - (forward ? 0 : 1);
    while (list.first[event] !== undefined && said?.get(beats.samples[list.first[event]!]!) === 'dismissed')
      event += forward ? 1 : -1;
    const at = list.first[event];
    if (at === undefined) continue;
    const known = nearest?.list.first[nearest.event];
    if (known === undefined || (forward ? at < known : at > known)) nearest = { list, event };
  }
  return nearest && describeEvent(beats, nearest.list, nearest.event, verdicts);
}

/** Frame of the last beat of the event of a kind that begins at `sample`; null when there is none. */
export function lastOfEvent(beats: RhythmBeats, { first, last }: EventList, sample: number): number | null {
  const event = firstFrom(first, firstFrom(beats.samples, sample));
  const beat = first[event];
  return beat !== undefined && beats.samples[beat] === sample ? beats.samples[last[event]!]! : null;
}

function cursorOf({ samples }: RhythmBeats, list: EventList, { from, to }: EventQuestion): Cursor {
  const next = from === undefined ? 0 : firstFrom(list.last, firstFrom(samples, from));
  const end = to === undefined ? list.count : firstFrom(list.first, firstFrom(samples, to));
  return { list, next, end: Math.max(next, end) };
}

function earliest(cursors: readonly Cursor[]): Cursor | null {
  let found: Cursor | null = null;
  for (const cursor of cursors) {
    if (cursor.next >= cursor.end) continue;
    if (!found || cursor.list.first[cursor.next]! < found.list.first[found.next]!) found = cursor;
  }
  return found;
}

function describeEvent({ samples }: RhythmBeats, list: EventList, event: number, verdicts: Verdicts): RhythmEvent {
  const { kind } = list;
  const from = samples[list.first[event]!]!;
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    id: eventId(kind, from),
    kind,
    from,
    until: samples[list.last[event]!]!,
    beats: list.beats[event]!,
    rate: known(list.rate[event]!),
    rr: known(list.rr[event]!),
    verdict: verdicts.get(kind)?.get(from) ?? null,
  };
}
