/**
 * A quantile of the values around each index: of those from `radius` before to `radius` after, as far as they exist.
 *
 * The window is kept in order while it slides, so a step costs two searches and two short moves instead of a sort.
 *
 * @param share 0.5 for the median
 */
export function runningQuantile(values: Float64Array, radius: number, share: number): Float64Array {
  const result = new Float64Array(values.length);
  const window = new Float64Array(2 * radius + 1);
  let size = 0;
  for (let added = 0; added < Math.min(radius, values.length); added++) insert(window, size++, values[added]!);
  for (let index = 0; index < values.length; index++) {
    if (index - radius - 1 >= 0) remove(window, size--, values[index - radius - 1]!);
    if (index + radius < values.length) insert(window, size++, values[index + radius]!);
    result[index] = window[Math.round(share * (size - 1))]!;
  }
  return result;
}

function insert(window: Float64Array, size: number, value: number): void {
  const at = placeOf(window, size, value);
  window.copyWithin(at + 1, at, size);
  window[at] = value;
}

function remove(window: Float64Array, size: number, value: number): void {
  const at = placeOf(window, size, value);
  window.copyWithin(at, at + 1, size);
}

/** Index of the first value that is not below. */
function placeOf(window: Float64Array, size: number, value: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (window[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
