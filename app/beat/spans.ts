import { CaliperError } from '../contract/errors.ts';

/** Stretches of a recording, one a row: frames `[starts[i], ends[i])`. They may reach over the ends of the recording. */
export interface Spans {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Interval assumed after a beat when the recording holds no other beat, in seconds. */
const assumedInterval = 1;

/** A span is cut after this many seconds: a beat before an hour of silence must not need an hour of memory. */
export const longestSpan = 30;

/** @throws CaliperError `invalid-input` unless positions never step back */
export function requireAscending(samples: Int32Array): void {
  for (let beat = 1; beat < samples.length; beat++) {
    if (samples[beat]! < samples[beat - 1]!) {
      throw new CaliperError(
        'invalid-input',
        `Beat ${beat} at sample ${samples[beat]} lies before the one it follows; sort the beats by time.`,
      );
    }
  }
}

/**
 * From each beat to the next one plus `tail` of the interval after that, rounded down (the data of Kachuee et al. 2018).
 *
 * Where the recording ends before the beats that this needs, the last interval is taken to repeat (one second when there
 * is a single beat), so every beat has a span; what then lies past the recording's end is left out when samples are read.
 *
 * @param samples beat positions in frames, ascending
 * @param rate frames per second
 */
export function spansToNextBeat(samples: Int32Array, rate: number, tail: number): Spans {
  requireAscending(samples);
  const count = samples.length;
  const ends = new Int32Array(count);
  const limit = Math.round(longestSpan * rate);
  const last = samples[count - 1] ?? 0;
  const repeated = count > 1 ? last - samples[count - 2]! : Math.round(assumedInterval * rate);
  for (let beat = 0; beat < count; beat++) {
    const next = samples[beat + 1] ?? last + repeated;
    const afterNext = samples[beat + 2] ?? next + repeated;
    ends[beat] = Math.min(next + Math.floor((afterNext - next) * tail), samples[beat]! + limit);
  }
  return { starts: samples, ends };
}

/**
 * A stretch of fixed duration around each beat.
 *
 * @param samples beat positions in frames, ascending
 * @param before seconds before the beat
 * @param duration seconds in all
 */
export function spansAroundBeat(samples: Int32Array, rate: number, before: number, duration: number): Spans {
  requireAscending(samples);
  const lead = Math.round(before * rate);
  const starts = samples.map((sample) => sample - lead);
  const frames = Math.round(Math.min(duration, longestSpan) * rate);
  return { starts, ends: starts.map((start) => start + frames) };
}
