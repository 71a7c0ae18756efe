/** A stretch of a recording whose beats are described relative to each other: frames [from, to). */
export interface ContextBlock {
  readonly from: number;
  readonly to: number;
}

/** Seconds of a block, as long as a record of the MIT-BIH database: what the clinical model has learned to compare a beat with. */
export const blockSeconds = 1800;
/** A remainder shorter than this joins the block before it: too few beats to tell what is usual. */
const leastSeconds = 900;

/**
 * Cuts a recording into context blocks of 30 minutes.
 *
 * @param frames length of the recording
 * @param rate frames per second
 */
export function contextBlocks(frames: number, rate: number): ContextBlock[] {
  const length = Math.round(blockSeconds * rate);
  const blocks: ContextBlock[] = [];
  for (let from = 0; from < frames; from += length) {
    const to = Math.min(frames, from + length);
    const before = blocks[blocks.length - 1];
    if (before && to - from < leastSeconds * rate) blocks[blocks.length - 1] = { from: before.from, to };
    else blocks.push({ from, to });
  }
  return blocks;
}

/** Indices [first, until) of the beats inside a block; what lies outside the recording counts to its first or last block. */
export function beatsOfBlock(
  samples: Int32Array,
  block: ContextBlock,
  blocks: readonly ContextBlock[],
): { first: number; until: number } {
  const isFirst = block === blocks[0];
  const isLast = block === blocks[blocks.length - 1];
  return {
    first: isFirst ? 0 : lowerBound(samples, block.from),
    until: isLast ? samples.length : lowerBound(samples, block.to),
  };
}

/** Number of values below `limit` in an ascending array. */
function lowerBound(values: Int32Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
