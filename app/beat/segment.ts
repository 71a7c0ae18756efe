import type { Recording } from '../signal/recording.ts';
import { resample } from './linear.ts';
import { modelLeads } from './leads.ts';
import { fillGaps, writeMinMax, writeStandardised } from './row.ts';
import type { RowShape } from './shape.ts';
import type { Spans } from './spans.ts';
import { spansAroundBeat, spansToNextBeat } from './spans.ts';

/** Consecutive rows of model input. */
export interface BeatBatch {
  /** Index of the first row of the batch. */
  readonly first: number;
  readonly count: number;
  /** count x leads x length values. */
  readonly beats: Float32Array;
}

export interface SegmentOptions {
  /** Rows in a batch at most. */
  readonly batch?: number;
  /** Which leads to read, by index; chosen by the shape's places when left out. */
  readonly leads?: readonly number[];
}

/** Samples of one lead that a window may hold before a batch is closed early. */
const windowSamples = 1 << 19;

/**
 * Turns beat positions into rows of model input, a batch at a time, reading the recording by window.
 *
 * Every beat gives a row. Rows are cropped to the shape's length and padded with zeros; a beat whose stretch is flat,
 * empty or outside the recording gives zeros. For the last beats see {@link spansToNextBeat}.
 *
 * @param samples beat positions in frames, ascending
 * @throws CaliperError `invalid-input` for unsorted beats, `unsupported` when a lead is missing, `damaged-file`
 */
export function segmentBeats(
  recording: Recording,
  samples: Int32Array,
  shape: RowShape,
  options: SegmentOptions = {},
): AsyncGenerator<BeatBatch> {
  const spans =
    shape.window.kind === 'to-next-beat'
      ? spansToNextBeat(samples, recording.rate, shape.window.tail)
      : spansAroundBeat(samples, recording.rate, shape.window.before / shape.rate, shape.length / shape.rate);
  return segmentSpans(recording, spans, shape, options);
}

/** As {@link segmentBeats} for stretches that the caller has chosen; `shape.window` is not looked at. */
export async function* segmentSpans(
  recording: Recording,
  spans: Spans,
  shape: RowShape,
  options: SegmentOptions = {},
): AsyncGenerator<BeatBatch> {
  const leads = options.leads ?? modelLeads(recording, shape.leads);
  const batch = options.batch ?? 256;
  const widest = Math.max(1, ...leads.map((lead) => recording.leads[lead]?.samplesPerFrame ?? 1));
  let first = 0;
  while (first < spans.starts.length) {
    const until = endOfBatch(spans, first, batch, windowSamples / widest);
    yield await readBatch(recording, leads, spans, first, until, shape);
    first = until;
  }
}

function endOfBatch(spans: Spans, first: number, batch: number, frames: number): number {
  let low = spans.starts[first]!;
  let high = spans.ends[first]!;
  let until = first + 1;
  while (until < spans.starts.length && until - first < batch) {
    low = Math.min(low, spans.starts[until]!);
    high = Math.max(high, spans.ends[until]!);
    if (high - low > frames) break;
    until++;
  }
  return until;
}

async function readBatch(
  recording: Recording,
  leads: readonly number[],
  spans: Spans,
  first: number,
  until: number,
  shape: RowShape,
): Promise<BeatBatch> {
  const count = until - first;
  const beats = new Float32Array(count * leads.length * shape.length);
  let low = recording.frames;
  let high = 0;
  for (let row = first; row < until; row++) {
    low = Math.min(low, Math.max(0, spans.starts[row]!));
    high = Math.max(high, Math.min(recording.frames, spans.ends[row]!));
  }
  if (high <= low) return { first, count, beats };
  const window = await recording.read(leads, low, high);
  for (let place = 0; place < leads.length; place++) {
    const lead = recording.leads[leads[place]!]!;
    const sign = lead.gain < 0 ? -1 : 1;
    for (let row = first; row < until; row++) {
      const start = Math.max(0, spans.starts[row]!);
      const end = Math.min(recording.frames, spans.ends[row]!);
      if (end <= start) continue;
      const segment = window[place]!.slice((start - low) * lead.samplesPerFrame, (end - low) * lead.samplesPerFrame);
      fillGaps(segment);
      const samples = toModelRate(segment, lead.rate, shape, sign);
      const shift = Math.round(((start - spans.starts[row]!) * shape.rate) / recording.rate);
      const offset = ((row - first) * leads.length + place) * shape.length;
      const write = shape.normalisation === 'min-max' ? writeMinMax : writeStandardised;
      write(beats, offset, shape.length, samples, shift);
    }
  }
  return { first, count, beats };
}

function toModelRate(segment: Int32Array, rate: number, shape: RowShape, sign: number): ArrayLike<number> {
  const step = rate / shape.rate;
  if (shape.resampling === 'decimate' && Number.isInteger(step)) {
    const kept = new Float64Array(Math.ceil(segment.length / step));
    for (let index = 0; index < kept.length; index++) kept[index] = sign * segment[index * step]!;
    return kept;
  }
  return resample(
    Float32Array.from(segment, (sample) => sign * sample),
    rate,
    shape.rate,
  );
}
