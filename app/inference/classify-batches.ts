import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Provider } from './contract.ts';
import { ProcessEnded, type Worker } from './worker.ts';

/** Beats in the shape that a model takes: count x leads x length values, and count x features where it has features. */
export interface Batch {
  readonly count: number;
  readonly beats: Float32Array;
  readonly features?: Float32Array;
}

export interface ClassifiedBatch {
  /** Index of the batch's first beat among all that were given. */
  readonly first: number;
  readonly count: number;
  /** count x classes in the order of beatClasses; a row of NaN is a beat that was not analysed. */
  readonly probabilities: Float32Array;
  readonly provider: Provider;
  /** False when the batch ended the process twice: no beat of it was analysed. */
  readonly analysed: boolean;
}

/** A model open in a process that one caller has for itself. */
export interface Lease {
  readonly worker: Worker;
  readonly key: string;
  readonly provider: Provider;
}

/** What gives processes out and counts how often they end. */
export interface Supervision {
  lease(): Promise<Lease>;
  /** A process ended at work. @throws CaliperError `unavailable` after too many */
  ended(lease: Lease, end: ProcessEnded): Promise<void>;
  succeeded(): void;
  giveBack(lease: Lease): void;
}

/**
 * Batches on their way: one runs, the others wait behind it. They bridge the time in which the caller finds and cuts the next
 * beats and sends nothing.
 */
const depth = 8;
/** Ends of the process under one batch after which the batch is left out. */
const quarantineAfter = 2;

interface Flight {
  readonly first: number;
  readonly batch: Batch;
  ends: number;
  answer: Promise<Float32Array> | null;
}

/** Sends batches through a supervised process and gives the results in order. */
export async function* classifyBatches(
  supervision: Supervision,
  batches: AsyncIterable<Batch>,
  batchMilliseconds: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<ClassifiedBatch> {
  const source = batches[Symbol.asyncIterator]();
  const flights: Flight[] = [];
  let lease: Lease | null = null;
  let first = 0;
  let exhausted = false;
  /** Batches that were on their way when the process ended. */
  let suspects = 0;

  /** @param place 1 for the batch that runs next: each further one also waits for those before it */
  async function send(to: Lease, { count, beats, features }: Batch, place: number): Promise<Float32Array> {
    const input = { key: to.key, count, beats: owned(beats), ...(features ? { features: owned(features) } : {}) };
    const { probabilities } = await to.worker.call('batch.classify', input, batchMilliseconds * place, signal);
    if (probabilities.length === count * beatClasses.length) return probabilities;
    throw new CaliperError('internal', 'The inference process answered with another number of beats.');
  }

  async function cutNext(): Promise<void> {
    const next = await source.next();
    exhausted = next.done === true;
    if (next.done) return;
    flights.push({ first, batch: next.value, ends: 0, answer: null });
    first += next.value.count;
  }

  function launch(flight: Flight, on: Lease): Promise<Float32Array> {
    flight.answer ??= send(on, flight.batch, flights.indexOf(flight) + 1);
    // It is awaited in its turn; until then a failure must not count as unhandled.
    flight.answer.catch(() => undefined);
    return flight.answer;
  }

  try {
    for (;;) {
      if (flights.length === 0 && !exhausted) await cutNext();
      const head = flights[0];
      if (!head) return;
      lease ??= await supervision.lease();
      const answer = launch(head, lease);
      // After an end what was on its way goes alone, one after the other: if the process ends again, there is no doubt about
      // whose fault it was.
      while (suspects === 0 && flights.length < depth && !exhausted) {
        await cutNext();
        const cut = flights.at(-1);
        if (cut) void launch(cut, lease);
      }
      try {
        const probabilities = await answer;
        supervision.succeeded();
        flights.shift();
        suspects = Math.max(0, suspects - 1);
        yield { first: head.first, count: head.batch.count, probabilities, provider: lease.provider, analysed: true };
      } catch (error) {
        if (!(error instanceof ProcessEnded)) throw error;
        const { provider } = lease;
        for (const flight of flights) flight.answer = null;
        suspects = Math.max(suspects, flights.length);
        const dead = lease;
        lease = null;
        await supervision.ended(dead, error);
        if (++head.ends < quarantineAfter) continue;
        flights.shift();
        suspects--;
        yield { ...notAnalysedBatch(head), provider };
      }
    }
  } finally {
    if (lease) supervision.giveBack(lease);
    await source.return?.();
  }
}

function notAnalysedBatch({ first, batch }: Flight): Omit<ClassifiedBatch, 'provider'> {
  const probabilities = new Float32Array(batch.count * beatClasses.length).fill(NaN);
  return { first, count: batch.count, probabilities, analysed: false };
}

/** The values in a buffer of their own: a structured clone would copy the whole buffer behind a view. */
function owned(values: Float32Array): Float32Array<ArrayBuffer> {
  const { buffer } = values;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === values.byteLength) {
    return new Float32Array(buffer, values.byteOffset, values.length);
  }
  return new Float32Array(values);
}
