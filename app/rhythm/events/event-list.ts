import type { EventKind } from '../../contract/rhythm.ts';
import type { RhythmBeats } from '../beats.ts';
import type { Intervals } from '../intervals.ts';

/** The events of one kind in order of time, column by column. Beats are indices into the session's beats. */
export interface EventList {
  readonly kind: EventKind;
  readonly count: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Beats that belong to the event; for patterns and runs all from `first` to `last`. */
  readonly beats: Int32Array;
  /** Mean rate between first and last beat, beats a minute; NaN where a rate says nothing. */
  readonly rate: Float32Array;
  /** The interval that the event is about, milliseconds; NaN where it is about several. */
  readonly rr: Float32Array;
}

/** What every rule reads. */
export interface RhythmSource {
  readonly beats: RhythmBeats;
  readonly intervals: Intervals;
}

/** Takes events in order of time. */
export class EventCollector {
  private readonly kind: EventKind;
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  private readonly rate: number[] = [];
  private readonly rr: number[] = [];

  constructor(kind: EventKind) {
    this.kind = kind;
  }

  /** @param last index of the last beat, included */
  add(first: number, last: number, values: { readonly rate?: number; readonly rr?: number } = {}): void {
    this.first.push(first);
    this.last.push(last);
    this.rate.push(values.rate ?? Number.NaN);
    this.rr.push(values.rr ?? Number.NaN);
  }

  list(): EventList {
    const first = new Int32Array(this.first);
    const last = new Int32Array(this.last);
    return {
      kind: this.kind,
      count: this.first.length,
      first,
      last,
      beats: last.map((beat, event) => beat - first[event]! + 1),
      rate: new Float32Array(this.rate),
      rr: new Float32Array(this.rr),
    };
  }
}

/** Mean rate from one beat to a later one, beats a minute. */
export function meanRate({ samples, rate }: RhythmBeats, first: number, last: number): number {
  return (60 * rate * (last - first)) / (samples[last]! - samples[first]!);
}

/** Whether beat `index` follows the beat before it with readable signal between. */
export function follows({ before }: Intervals, index: number): boolean {
  return before[index]! > 0;
}
