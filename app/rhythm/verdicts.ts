import { eventKinds, eventVerdicts, type EventKind, type EventVerdict } from '../contract/rhythm.ts';

/** What readers said of events, by kind and the frame of the event's first beat. */
export type Verdicts = ReadonlyMap<EventKind, ReadonlyMap<number, EventVerdict>>;

/** The name of an event: it stays as long as its kind and its first beat do. */
export function eventId(kind: EventKind, sample: number): string {
  return `${kind}-${sample}`;
}

/** Kind and frame of an event's name; null for anything else. */
export function parseEventId(id: string): { readonly kind: EventKind; readonly sample: number } | null {
  const end = id.lastIndexOf('-');
  const kind = eventKinds.find((known) => known === id.slice(0, end));
  const sample = Number(id.slice(end + 1));
  return kind && id.length > end + 1 && Number.isInteger(sample) ? { kind, sample } : null;
}

/** A pause and the longest RR may be the same interval: what is dismissed as one is dismissed as the other. */
const sameInterval: readonly (readonly [EventKind, EventKind])[] = [
  ['pause', 'longest-rr'],
  ['longest-rr', 'pause'],
];

/** Whether events of a kind are intervals between two beats. */
export function isInterval(kind: EventKind): boolean {
  return sameInterval.some(([one]) => one === kind);
}

/** The other name that an event's interval may have, or null. */
export function otherName(id: string): string | null {
  const event = parseEventId(id);
  const other = sameInterval.find(([kind]) => kind === event?.kind)?.[1];
  return event && other ? eventId(other, event.sample) : null;
}

/** A verdict as it is kept, with the last beat that the event had then: a dismissal does not cover what the event became later. */
export interface KeptVerdict {
  readonly verdict: EventVerdict;
  /** Frame; null in entries that do not say. */
  readonly until: number | null;
}

/** The verdict in an entry's value, or null when it is none. */
export function parseVerdict(value: unknown): KeptVerdict | null {
  const [said, until] =
    typeof value === 'object' && value !== null && 'verdict' in value
      ? [value.verdict, 'until' in value ? value.until : null]
      : [value, null];
  const verdict = eventVerdicts.find((known) => known === said);
  return verdict ? { verdict, until: typeof until === 'number' ? until : null } : null;
}

/**
 * @param entries names of events and verdicts as they were kept; what is neither is passed over
 * @param lastOf last beat, in frames, that the event of this kind and first beat has now; null when there is none. An event that
 *   reaches further than when it was dismissed is open again.
 */
export function readVerdicts(
  entries: Iterable<readonly [id: string, verdict: unknown]>,
  lastOf: (kind: EventKind, sample: number) => number | null = () => null,
): Verdicts {
  const said = new Map<EventKind, Map<number, EventVerdict>>();
  for (const [id, value] of entries) {
    const event = parseEventId(id);
    const kept = parseVerdict(value);
    if (!event || !kept) continue;
    const last = kept.until === null ? null : lastOf(event.kind, event.sample);
    const hasGrown = last !== null && kept.until !== null && last > kept.until;
    if (kept.verdict === 'dismissed' && hasGrown) continue;
    ofKind(said, event.kind).set(event.sample, kept.verdict);
  }
  for (const [from, to] of sameInterval) {
    for (const [sample, verdict] of said.get(from) ?? []) {
      if (verdict === 'dismissed' && !ofKind(said, to).has(sample)) ofKind(said, to).set(sample, verdict);
    }
  }
  return said;
}

function ofKind(said: Map<EventKind, Map<number, EventVerdict>>, kind: EventKind): Map<number, EventVerdict> {
  const known = said.get(kind) ?? new Map<number, EventVerdict>();
  said.set(kind, known);
  return known;
}

/** Frames of the first beats of intervals that can be no longest one. */
export function dismissedIntervals(verdicts: Verdicts): Set<number> {
  const dismissed = new Set<number>();
  for (const [sample, verdict] of verdicts.get('longest-rr') ?? []) if (verdict === 'dismissed') dismissed.add(sample);
  return dismissed;
}
