/** Sorts the first `count` values in place, ascending; meant for a few dozen values that are needed often. */
function sortFirst(values: Float64Array, count: number): void {
  for (let index = 1; index < count; index++) {
    const value = values[index]!;
    let place = index;
    for (; place > 0 && values[place - 1]! > value; place--) values[place] = values[place - 1]!;
    values[place] = value;
  }
}

/** Median of the first `count` values, which are sorted by it; 0 of none. */
export function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return 0;
  sortFirst(values, count);
  const middle = count >> 1;
  return count % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/** The last values of something, and their median. */
export interface RecentValues {
  readonly count: () => number;
  add(value: number): void;
  clear(): void;
  /** 0 of none. */
  median(): number;
}

/** @param capacity values that are remembered */
export function recentValues(capacity: number): RecentValues {
  const values = new Float64Array(capacity);
  const sorted = new Float64Array(capacity);
  let added = 0;
  let known: number | null = null;
  return {
    count: () => Math.min(added, capacity),
    add(value) {
      values[added % capacity] = value;
      added++;
      known = null;
    },
    clear() {
      added = 0;
      known = null;
    },
    median() {
      if (known !== null) return known;
      sorted.set(values);
      known = medianOf(sorted, Math.min(added, capacity));
      return known;
    },
  };
}
