import type { Extremes } from './extremes.ts';
import { bucketStart, emptyExtremes, widenBySamples } from './extremes.ts';
import { pyramidBaseFrames, widenByBlocks, type Pyramid } from './pyramid.ts';
import type { Recording } from './recording.ts';

/**
 * Extremes of frames [from, to) of one lead in equal buckets, exactly those of its samples: whole blocks come from the pyramid,
 * and what a bucket's borders cut off a block is read.
 *
 * Borders on multiples of {@link pyramidBaseFrames} cost no reading at all, others one short read each: who draws asks for buckets
 * of a power of two.
 *
 * @param from first frame; the stretch may reach beyond the recording, those buckets stay empty
 * @returns null where the buckets are narrower than a block: read the samples then, see `readExtremes`
 * @throws CaliperError as {@link Recording.read}
 */
export async function pyramidExtremes(
  recording: Recording,
  lead: number,
  pyramid: Pyramid,
  from: number,
  to: number,
  buckets: number,
): Promise<Extremes | null> {
  if ((to - from) / buckets < pyramidBaseFrames) return null;
  const width = recording.leads[lead]?.samplesPerFrame ?? 1;
  const out = emptyExtremes(buckets);
  /** The block that was read last; the next bucket begins in the same one. */
  let held: { block: number; samples: Int32Array } = { block: -1, samples: new Int32Array() };

  async function widenInside(bucket: number, start: number, end: number): Promise<void> {
    const block = Math.floor(start / pyramidBaseFrames);
    const origin = block * pyramidBaseFrames;
    if (held.block !== block) {
      const [samples] = await recording.read([lead], origin, Math.min(recording.frames, origin + pyramidBaseFrames));
      held = { block, samples: samples! };
    }
    widenBySamples(out, bucket, held.samples, (start - origin) * width, (end - origin) * width);
  }

  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = Math.max(0, bucketStart(bucket, from, to, buckets));
    const end = Math.min(recording.frames, bucketStart(bucket + 1, from, to, buckets));
    if (start >= end) continue;
    const first = Math.ceil(start / pyramidBaseFrames);
    const ends = end === recording.frames;
    const last = ends ? Math.ceil(end / pyramidBaseFrames) : Math.floor(end / pyramidBaseFrames);
    const head = Math.min(end, first * pyramidBaseFrames);
    if (start < head) await widenInside(bucket, start, head);
    widenByBlocks(pyramid, first, last, out, bucket);
    if (!ends && last >= first && last * pyramidBaseFrames < end)
      await widenInside(bucket, last * pyramidBaseFrames, end);
  }
  return out;
}
