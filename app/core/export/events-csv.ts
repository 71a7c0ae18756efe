/** What a line of the table of events needs of an event. */
export interface EventLine {
  readonly kind: string;
  /** Frames. */
  readonly from: number;
  readonly until: number;
  readonly beats: number;
  /** Beats a minute, or null. */
  readonly rate: number | null;
  /** Milliseconds, or null. */
  readonly rr: number | null;
  readonly verdict: 'accepted' | 'dismissed' | null;
}

/** First line of the table of events. */
export const eventsHeader = 'kind,from_sample,until_sample,from_seconds,seconds,beats,rate_per_minute,rr_ms,verdict\n';

/** Events as lines: RFC 4180, a point as decimal sign; dismissed ones are there and say so. `rate` is frames a second. */
export function eventsCsv(events: readonly EventLine[], rate: number): string {
  return events
    .map((event) =>
      [
        event.kind,
        event.from,
        event.until,
        (event.from / rate).toFixed(4),
        ((event.until - event.from) / rate).toFixed(4),
        event.beats,
        event.rate === null ? '' : event.rate.toFixed(1),
        event.rr === null ? '' : event.rr.toFixed(1),
        event.verdict ?? '',
      ].join(','),
    )
    .map((line) => `${line}\n`)
    .join('');
}
