/** Something done at a place of a sequence. */
interface Placed<T> {
  readonly place: number;
  readonly result: T;
}

/**
 * Lets several workers share one source and gives their results in the order of the source.
 *
 * Each worker takes from the source when it can take more. Nobody works ahead of whoever reads the results by more than what
 * the workers hold themselves and what waits for a slower one.
 *
 * @param source what is to be done; asked by one worker at a time
 * @param lanes number of workers
 * @param work does what it is given, in order: one result for each
 */
export async function* inLanes<T, R>(
  source: AsyncGenerator<T>,
  lanes: number,
  work: (input: AsyncGenerator<T>) => AsyncGenerator<R>,
): AsyncGenerator<R> {
  let taken = 0;
  let given = 0;
  const done = new Map<number, R>();
  const workers = Array.from({ length: lanes }, () => {
    const places: number[] = [];
    async function* input(): AsyncGenerator<T> {
      for (;;) {
        const next = await source.next();
        if (next.done) return;
        places.push(taken++);
        yield next.value;
      }
    }
    const results = work(input());
    const next = async (): Promise<Placed<R> | null> => {
      const result = await results.next();
      return result.done ? null : { place: places.shift()!, result: result.value };
    };
    return { results, next };
  });
  type Worker = (typeof workers)[number];
  const waiting = new Map<Worker, Promise<{ worker: Worker; placed: Placed<R> | null }>>();
  function ask(worker: Worker): void {
    const answer = worker.next().then((placed) => ({ worker, placed }));
    // It is awaited when its turn comes; until then a failure must not count as unhandled.
    answer.catch(() => undefined);
    waiting.set(worker, answer);
  }
  try {
    workers.forEach(ask);
    while (waiting.size > 0) {
      const { worker, placed } = await Promise.race(waiting.values());
      waiting.delete(worker);
      if (!placed) continue;
      done.set(placed.place, placed.result);
      ask(worker);
      for (let result = done.get(given); result !== undefined; result = done.get(given)) {
        done.delete(given++);
        yield result;
      }
    }
  } finally {
    await Promise.allSettled(workers.map(({ results }) => results.return(undefined)));
    await source.return(undefined);
  }
}
