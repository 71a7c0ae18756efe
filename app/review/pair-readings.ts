/** Beats of one reader: frames, ascending, and the class of each. */
export interface Reading {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
}

/** Stands in a pair for the reader who has no beat there. */
export const noBeat = -1;

/** Beats of two readers side by side in order of time: indices into their readings, or {@link noBeat}. */
export interface PairedReadings {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

/**
 * Pairs the beats of two readers: each beat at most once, with the other's nearest beat within `toleranceFrames`.
 *
 * Readers begin with the same positions, so almost every pair lies at one place. Where beats were moved or inserted, the nearer
 * of two neighbours wins; the match window is that of EC57, 150 ms.
 */
export function pairReadings(
  first: Reading,
  second: Reading,
  toleranceFrames: number,
): { first: Int32Array; second: Int32Array } {
  const most = first.samples.length + second.samples.length;
  const left = new Int32Array(most);
  const right = new Int32Array(most);
  let count = 0;
  let a = 0;
  let b = 0;
  while (a < first.samples.length || b < second.samples.length) {
    const here = first.samples[a] ?? Infinity;
    const there = second.samples[b] ?? Infinity;
    const distance = Math.abs(here - there);
    const together =
      distance <= toleranceFrames &&
      !(there > here && nearer(first.samples[a + 1], there, distance)) &&
      !(here > there && nearer(second.samples[b + 1], here, distance));
    left[count] = together || here < there ? a++ : noBeat;
    right[count] = together || there < here ? b++ : noBeat;
    count++;
  }
  return { first: left.subarray(0, count), second: right.subarray(0, count) };
}

function nearer(candidate: number | undefined, place: number, distance: number): boolean {
  return candidate !== undefined && Math.abs(candidate - place) < distance;
}
