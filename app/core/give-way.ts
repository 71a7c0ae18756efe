import { setImmediate } from 'node:timers/promises';

import type { Work } from '../rhythm/work.ts';

/** Milliseconds of work before whatever else waits has its turn: two or three of them still leave a key its 30 ms. */
const slice = 4;

/** Does work over a whole session in short slices, so that the next key does not wait for it. */
export async function givingWay<Answer>(work: Work<Answer>): Promise<Answer> {
  for (;;) {
    await setImmediate();
    const end = performance.now() + slice;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
  }
}
