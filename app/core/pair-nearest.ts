/**
 * Pairs positions of one list with those of another, one to one: two are a pair when each is the other's nearest.
 *
 * @param first ascending
 * @param second ascending
 * @param tolerance largest distance of a pair
 * @returns for each of `first` the index in `second`, or -1
 */
export function pairNearest(first: Int32Array, second: Int32Array, tolerance: number): Int32Array {
  const partners = new Int32Array(first.length).fill(-1);
  let at = 0;
  let taken = -1;
  for (let index = 0; index < first.length; index++) {
    const sample = first[index]!;
    while (at + 1 < second.length && Math.abs(second[at + 1]! - sample) < Math.abs(second[at]! - sample)) at++;
    if (at >= second.length || Math.abs(second[at]! - sample) > tolerance) continue;
    const nextIsNearer = index + 1 < first.length && Math.abs(first[index + 1]! - second[at]!) < distance(index);
    if (nextIsNearer || taken === at) continue;
    partners[index] = at;
    taken = at;
  }
  return partners;

  function distance(index: number): number {
    return Math.abs(first[index]! - second[at]!);
  }
}
