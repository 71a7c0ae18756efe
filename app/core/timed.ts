import type { Recording } from '../signal/recording.ts';

/** Seconds that something took so far. */
export interface Stopwatch {
  seconds: number;
}

/** Adds the time that a generator works for each value to a stopwatch, with all that it waits for. */
export async function* timed<T, R>(work: AsyncGenerator<T, R>, watch: Stopwatch): AsyncGenerator<T, R> {
  try {
    for (;;) {
      const from = performance.now();
      const next = await work.next();
      watch.seconds += (performance.now() - from) / 1000;
      if (next.done) return next.value;
      yield next.value;
    }
  } finally {
    await work.return(undefined as R);
  }
}

/** The recording, with the time that its reading takes added to a stopwatch. */
export function timedReading(recording: Recording, watch: Stopwatch): Recording {
  return {
    ...recording,
    annotations: (annotator) => recording.annotations(annotator),
    async read(leads, from, to) {
      const started = performance.now();
      try {
        return await recording.read(leads, from, to);
      } finally {
        watch.seconds += (performance.now() - started) / 1000;
      }
    },
  };
}
