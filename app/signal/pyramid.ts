import type { Extremes } from './extremes.ts';
import { bucketStart, emptyExtremes, widen } from './extremes.ts';
import { invalidSample } from './recording.ts';
import type { Recording } from './recording.ts';

/** Frames in a bucket of the finest level. */
export const pyramidBaseFrames = 256;
/** Buckets of one level that make a bucket of the next. */
const levelFactor = 4;
const blockFrames = pyramidBaseFrames * 256;

/**
 * Extremes of a whole lead at falling resolutions: level 0 has a bucket for 256 frames, each next level a quarter of the
 * buckets. 24 h at 250 Hz take 0.9 MB, and any overview is answered from a few thousand numbers.
 */
export interface Pyramid {
  readonly frames: number;
  readonly levels: readonly Extremes[];
}

/**
 * Builds the pyramids of several leads in one pass over the recording.
 *
 * @param onProgress told the frames that are done
 * @param signal stops between two blocks
 * @throws CaliperError as {@link Recording.read}; the signal's reason when aborted
 */
export async function buildPyramids(
  recording: Recording,
  leads: readonly number[],
  onProgress?: (frames: number) => void,
  signal?: AbortSignalLike,
): Promise<Pyramid[]> {
  const bases = leads.map(() => emptyExtremes(Math.ceil(recording.frames / pyramidBaseFrames)));
  for (let start = 0; start < recording.frames; start += blockFrames) {
    signal?.throwIfAborted();
    const end = Math.min(recording.frames, start + blockFrames);
    const blocks = await recording.read(leads, start, end);
    leads.forEach((lead, position) => {
      const width = pyramidBaseFrames * (recording.leads[lead]?.samplesPerFrame ?? 1);
      fold(blocks[position]!, width, bases[position]!, start / pyramidBaseFrames);
    });
    onProgress?.(end);
  }
  return bases.map((base) => {
    const levels = [base];
    for (let level = base; level.minimum.length > levelFactor;) {
      level = coarser(level);
      levels.push(level);
    }
    return { frames: recording.frames, levels };
  });
}

/** What of an AbortSignal is needed; pure code knows no DOM. */
export interface AbortSignalLike {
  throwIfAborted(): void;
}

function fold(samples: Int32Array, width: number, into: Extremes, firstBucket: number): void {
  for (let start = 0, bucket = firstBucket; start < samples.length; start += width, bucket++) {
    const end = Math.min(samples.length, start + width);
    for (let index = start; index < end; index++) {
      const value = samples[index]!;
      if (value !== invalidSample) widen(into, bucket, value, value);
    }
  }
}

function coarser(fine: Extremes): Extremes {
  const out = emptyExtremes(Math.ceil(fine.minimum.length / levelFactor));
  fine.minimum.forEach((low, index) => {
    if (low !== invalidSample) widen(out, Math.floor(index / levelFactor), low, fine.maximum[index]!);
  });
  return out;
}

/**
 * Extremes of frames [from, to) in equal buckets, from the coarsest level that still has two buckets for each.
 * Borders of buckets are rounded outwards to that level, so no peak is lost.
 *
 * @returns null where the buckets are narrower than the finest level: read the samples then ({@link readExtremes})
 */
export function pyramidExtremes(pyramid: Pyramid, from: number, to: number, buckets: number): Extremes | null {
  const width = (to - from) / buckets;
  if (width < pyramidBaseFrames) return null;
  let level = 0;
  let levelWidth = pyramidBaseFrames;
  while (level + 1 < pyramid.levels.length && levelWidth * levelFactor * 2 <= width) {
    level++;
    levelWidth *= levelFactor;
  }
  const source = pyramid.levels[level]!;
  const out = emptyExtremes(buckets);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const first = Math.max(0, Math.floor(bucketStart(bucket, from, to, buckets) / levelWidth));
    const end = Math.min(source.minimum.length, Math.ceil(bucketStart(bucket + 1, from, to, buckets) / levelWidth));
    for (let index = first; index < end; index++) {
      if (source.minimum[index] !== invalidSample) widen(out, bucket, source.minimum[index]!, source.maximum[index]!);
    }
  }
  return out;
}
