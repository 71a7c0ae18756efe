import type { Extremes } from './extremes.ts';
import { emptyExtremes, widen, widenBySamples } from './extremes.ts';
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
    widenBySamples(into, bucket, samples, start, Math.min(samples.length, start + width));
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
 * Widens one bucket by whole blocks of {@link pyramidBaseFrames} frames, from the coarsest levels that fit between them.
 *
 * @param first block, by number
 * @param end block after the last
 */
export function widenByBlocks(pyramid: Pyramid, first: number, end: number, into: Extremes, bucket: number): void {
  const { levels } = pyramid;
  for (let level = 0; first < end; level++) {
    const { minimum, maximum } = levels[level]!;
    const take = (index: number) => {
      if (minimum[index] !== invalidSample) widen(into, bucket, minimum[index]!, maximum[index]!);
    };
    const last = level + 1 === levels.length;
    while (first < end && (last || first % levelFactor !== 0)) take(first++);
    // What ends with the recording ends a bucket of the next level too, full or not.
    while (first < end && end % levelFactor !== 0 && end !== minimum.length) take(--end);
    first = Math.ceil(first / levelFactor);
    end = Math.ceil(end / levelFactor);
  }
}
