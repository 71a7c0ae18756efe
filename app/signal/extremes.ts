import { invalidSample } from './recording.ts';
import type { Recording } from './recording.ts';

/** Lowest and highest ADC value in each of a row of buckets; both {@link invalidSample} where a bucket has no sample. */
export interface Extremes {
  readonly minimum: Int32Array;
  readonly maximum: Int32Array;
}

/** Frames read at a time. */
const blockFrames = 1 << 16;

/** Extremes of no sample at all. */
export function emptyExtremes(buckets: number): Extremes {
  return {
    minimum: new Int32Array(buckets).fill(invalidSample),
    maximum: new Int32Array(buckets).fill(invalidSample),
  };
}

/** Widens one bucket by a range of values. */
export function widen(extremes: Extremes, bucket: number, low: number, high: number): void {
  const { minimum, maximum } = extremes;
  if (minimum[bucket] === invalidSample || low < minimum[bucket]!) minimum[bucket] = low;
  if (high > maximum[bucket]!) maximum[bucket] = high;
}

/** Widens one bucket by samples [start, end) of an array; gaps do not count. */
export function widenBySamples(
  extremes: Extremes,
  bucket: number,
  samples: Int32Array,
  start: number,
  end: number,
): void {
  let low = 2 ** 31 - 1;
  let high = invalidSample;
  for (let index = start; index < end; index++) {
    const value = samples[index]!;
    if (value === invalidSample) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high !== invalidSample) widen(extremes, bucket, low, high);
}

/** First position of a bucket when [from, to) is cut into equal buckets. */
export function bucketStart(bucket: number, from: number, to: number, buckets: number): number {
  return from + Math.floor((bucket * (to - from)) / buckets);
}

/**
 * Finds the extremes of frames [from, to) of some leads in equal buckets, what a screen draws a column each of.
 *
 * The samples are streamed in one pass: memory depends on the number of buckets only. A bucket narrower than a frame shows the
 * frame it starts in.
 *
 * @param leads by index; the result is in this order
 * @param from first frame; the stretch may reach beyond the recording, those buckets stay empty
 * @throws CaliperError as {@link Recording.read}
 */
export async function readExtremes(
  recording: Recording,
  leads: readonly number[],
  from: number,
  to: number,
  buckets: number,
): Promise<Extremes[]> {
  const out = leads.map(() => emptyExtremes(buckets));
  const first = Math.max(0, from);
  const last = Math.min(recording.frames, to);
  let bucket = 0;
  for (let start = first; start < last; start += blockFrames) {
    const end = Math.min(last, start + blockFrames);
    const blocks = await recording.read(leads, start, end);
    for (; bucket < buckets; bucket++) {
      const bucketFrom = bucketStart(bucket, from, to, buckets);
      const bucketTo = Math.max(bucketFrom + 1, bucketStart(bucket + 1, from, to, buckets));
      if (bucketFrom >= end) break;
      leads.forEach((lead, position) => {
        const width = recording.leads[lead]?.samplesPerFrame ?? 1;
        const startAt = Math.max(0, bucketFrom - start) * width;
        const endAt = (Math.min(end, bucketTo) - start) * width;
        widenBySamples(out[position]!, bucket, blocks[position]!, startAt, endAt);
      });
      if (bucketTo > end) break;
    }
  }
  return out;
}
