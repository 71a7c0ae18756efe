import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inLanes } from '../../app/core/in-lanes.ts';

async function* numbers(count: number, ended: { yes: boolean } = { yes: false }): AsyncGenerator<number> {
  try {
    for (let value = 0; value < count; value++) yield value;
  } finally {
    ended.yes = true;
  }
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe('inLanes', () => {
  it('gives results in the order of the source, whichever worker is slow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.scheduler(),
        async (count, lanes, scheduler) => {
          async function* slowly(input: AsyncGenerator<number>): AsyncGenerator<string> {
            for await (const value of input) {
              await scheduler.schedule(Promise.resolve());
              yield `done ${value}`;
            }
          }
          const results = collect(inLanes(numbers(count), lanes, slowly));
          const expected = Array.from({ length: count }, (_, value) => `done ${value}`);
          expect(await scheduler.waitFor(results)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets workers that hold several things at a time keep their order', async () => {
    async function* inPairs(input: AsyncGenerator<number>): AsyncGenerator<number> {
      const held: number[] = [];
      for await (const value of input) {
        held.push(value);
        if (held.length === 2) yield* held.splice(0);
      }
      yield* held;
    }
    expect(await collect(inLanes(numbers(9), 3, inPairs))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives every worker something to do', async () => {
    const busy = new Set<AsyncGenerator<number>>();
    async function* work(input: AsyncGenerator<number>): AsyncGenerator<number> {
      for await (const value of input) {
        busy.add(input);
        yield value;
      }
    }
    await collect(inLanes(numbers(20), 3, work));
    expect(busy.size).toBe(3);
  });

  it('fails when a worker fails, and ends the source', async () => {
    const ended = { yes: false };
    async function* failing(input: AsyncGenerator<number>): AsyncGenerator<number> {
      for await (const value of input) {
        if (value === 5) throw new Error('the fifth is bad');
        yield value;
      }
    }
    await expect(collect(inLanes(numbers(1000, ended), 2, failing))).rejects.toThrow('the fifth is bad');
    expect(ended.yes).toBe(true);
  });

  it('ends the source when nobody reads on', async () => {
    const ended = { yes: false };
    for await (const value of inLanes(numbers(1000, ended), 2, (input) => input)) if (value === 3) break;
    expect(ended.yes).toBe(true);
  });
});
