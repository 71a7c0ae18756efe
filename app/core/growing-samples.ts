/** A list of numbers that grows. */
export interface Growing<T> {
  append(part: T): void;
  /** What was appended so far; good until the next call of `append`. */
  view(): T;
}

/** Room at first. */
const least = 4_096;

/** A growing list of sample positions. */
export function growingSamples(): Growing<Int32Array> {
  return growing(new Int32Array(least), (count) => new Int32Array(count));
}

/** A growing list of labels. */
export function growingLabels(): Growing<Uint8Array> {
  return growing(new Uint8Array(least), (count) => new Uint8Array(count));
}

function growing<T extends Int32Array | Uint8Array>(values: T, create: (count: number) => T): Growing<T> {
  let count = 0;
  return {
    append(part) {
      if (count + part.length > values.length) {
        const larger = create(Math.max(2 * values.length, count + part.length));
        larger.set(values.subarray(0, count));
        values = larger;
      }
      values.set(part, count);
      count += part.length;
    },
    view: () => values.subarray(0, count) as T,
  };
}
