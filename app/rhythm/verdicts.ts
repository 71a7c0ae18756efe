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
  return kind && Number.isInteger(sample) && end > 0 ? { kind, sample } : null;
}

/** @param entries names of events and verdicts as they were kept; what is neither is passed over */
export function readVerdicts(entries: Iterable<readonly [id: string, verdict: unknown]>): Verdicts {
  const verdicts = new Map<EventKind, Map<number, EventVerdict>>();
  for (const [id, value] of entries) {
    const event = parseEventId(id);
    const verdict = eventVerdicts.find((known) => known === value);
    if (!event || !verdict) continue;
    const ofKind = verdicts.get(event.kind) ?? new Map<number, EventVerdict>();
    ofKind.set(event.sample, verdict);
    verdicts.set(event.kind, ofKind);
  }
  return verdicts;
}

/** Frames of the first beats of intervals that can be no longest one: dismissed as a pause or as the longest. */
export function dismissedIntervals(verdicts: Verdicts): Set<number> {
  const dismissed = new Set<number>();
  for (const kind of ['pause', 'longest-rr'] as const) {
    for (const [sample, verdict] of verdicts.get(kind) ?? []) if (verdict === 'dismissed') dismissed.add(sample);
  }
  return dismissed;
}
