/** How finely a signal is fetched: every sample, or the extremes of buckets of so many frames. */
export type SignalLevel =
  { readonly kind: 'samples' } | { readonly kind: 'extremes'; readonly framesPerBucket: number };

/** Frames of a slice of samples. */
export const sampleSliceFrames = 8192;
/** Buckets of a slice of extremes. */
export const sliceBuckets = 8192;
/**
 * A line through up to this many samples a pixel is drawn exactly and fast enough (a 2,560 px window holds 20,480);
 * beyond it, extremes look the same and cost less. Averages would lose peaks.
 */
export const mostFramesPerPixel = 8;

/**
 * Chooses the level for `framesPerPixel` frames on one device pixel: a power of two, so that slices serve many zooms, and at
 * least two buckets a pixel, so that each belongs to a column of pixels it lies in.
 */
export function chooseLevel(framesPerPixel: number): SignalLevel {
  if (framesPerPixel <= mostFramesPerPixel) return { kind: 'samples' };
  return { kind: 'extremes', framesPerBucket: 2 ** (Math.floor(Math.log2(framesPerPixel)) - 1) };
}

export function sliceFrames(level: SignalLevel): number {
  return level.kind === 'samples' ? sampleSliceFrames : sliceBuckets * level.framesPerBucket;
}

export function levelName(level: SignalLevel): string {
  return level.kind === 'samples' ? 'samples' : `extremes-${level.framesPerBucket}`;
}

/** Numbers of the slices of `size` frames that hold frames [from, to) of a recording of `frames`. */
export function sliceNumbers(from: number, to: number, size: number, frames: number): number[] {
  const first = Math.max(0, Math.floor(from / size));
  const last = Math.min(Math.ceil(frames / size), Math.ceil(to / size)) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
