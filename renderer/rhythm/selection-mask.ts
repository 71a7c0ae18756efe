/** How a new choice changes the selected beats. */
export type Combining = 'replace' | 'add' | 'remove';

/** What the keys beside a pointer say: Shift adds, Alt removes. */
export function combiningOf(event: { readonly shiftKey: boolean; readonly altKey: boolean }): Combining {
  if (event.altKey) return 'remove';
  return event.shiftKey ? 'add' : 'replace';
}

/** Marks, beat by beat, which are selected. Both lists of frames ascend. */
export function maskOf(samples: Int32Array, selected: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(samples.length);
  let at = 0;
  for (let index = 0; index < selected.length; index++) {
    const wanted = selected[index]!;
    if (selected.length < samples.length / 32) at = placeFrom(samples, wanted, at);
    else while (at < samples.length && samples[at]! < wanted) at += 1;
    if (samples[at] === wanted) mask[at] = 1;
  }
  return mask;
}

/** Joins a choice with what was selected. Does not change either. */
export function combine(before: Uint8Array, choice: Uint8Array, how: Combining): Uint8Array<ArrayBuffer> {
  const result = choice.slice();
  if (how === 'replace') return result;
  for (let index = 0; index < result.length; index++) {
    result[index] = how === 'add' ? before[index]! | choice[index]! : before[index]! & (choice[index]! ^ 1);
  }
  return result;
}

/** Frames of the marked beats. */
export function samplesOf(samples: Int32Array, mask: Uint8Array): Int32Array<ArrayBuffer> {
  const found = new Int32Array(countOf(mask));
  let at = 0;
  for (let index = 0; index < mask.length; index++) if (mask[index] === 1) found[at++] = samples[index]!;
  return found;
}

export function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < mask.length; index++) count += mask[index]!;
  return count;
}

function placeFrom(samples: Int32Array, wanted: number, from: number): number {
  let low = from;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
