/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Median of the milliseconds of several rounds. */
export async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return percentile(times, 0.5);
}

/** The value below which a share of the values lie, from 0 to 1. */
export function percentile(values: readonly number[], fraction: number): number {
  return values.toSorted((first, second) => first - second)[Math.floor(fraction * (values.length - 1))] ?? NaN;
}
