import { CaliperError } from '../contract/errors.ts';
import type { Lead, Recording } from '../signal/recording.ts';
import { modelLeads } from './leads.ts';
import type { RateConverter } from './rate.ts';
import { createRateConverter } from './rate.ts';
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
  const sources = leads.map((index): LeadSource => {
    const lead = recording.leads[index];
    if (!lead) throw new CaliperError('unsupported', `${recording.name} has no lead ${index}.`);
    return { index, lead, converter: createRateConverter(lead.rate, shape) };
  });
  const widest = Math.max(1, ...sources.map(({ lead }) => lead.samplesPerFrame));
  let first = 0;
  while (first < spans.starts.length) {
    const until = endOfBatch(spans, first, batch, windowSamples / widest);
    yield { first, count: until - first, beats: await readRows(recording, sources, spans, first, until, shape) };
    first = until;
  }
}

interface LeadSource {
  readonly index: number;
  readonly lead: Lead;
  readonly converter: RateConverter;
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

async function readRows(
  recording: Recording,
  sources: readonly LeadSource[],
  spans: Spans,
  first: number,
  until: number,
  shape: RowShape,
): Promise<Float32Array> {
  const beats = new Float32Array((until - first) * sources.length * shape.length);
  const starts = spans.starts.slice(first, until).map((start) => Math.max(0, start));
  const ends = spans.ends.slice(first, until).map((end) => Math.min(recording.frames, end));
  const context = Math.max(0, ...sources.map(({ lead, converter }) => converter.context / lead.samplesPerFrame));
  const low = Math.max(0, Math.floor(starts.reduce((a, b) => Math.min(a, b), recording.frames) - context));
  const high = Math.min(recording.frames, Math.ceil(ends.reduce((a, b) => Math.max(a, b), 0) + context));
  if (high <= low) return beats;
  const windows = await recording.read(
    sources.map(({ index }) => index),
    low,
    high,
  );
  const write = shape.normalisation === 'min-max' ? writeMinMax : writeStandardised;
  sources.forEach(({ lead, converter }, place) => {
    const window = windows[place]!;
    for (let row = 0; row < starts.length; row++) {
      if (ends[row]! <= starts[row]!) continue;
      const start = (starts[row]! - low) * lead.samplesPerFrame;
      const end = (ends[row]! - low) * lead.samplesPerFrame;
      const from = Math.max(0, start - converter.context);
      const samples = window.slice(from, end + converter.context);
      fillGaps(samples);
      if (lead.gain < 0) for (let index = 0; index < samples.length; index++) samples[index] = -samples[index]!;
      const values = converter.convert(samples, start - from, end - start);
      const missing = starts[row]! - spans.starts[first + row]!;
      const shift = Math.round((missing * shape.rate) / recording.rate);
      write(beats, (row * sources.length + place) * shape.length, shape.length, values, shift);
    }
  });
  return beats;
}
