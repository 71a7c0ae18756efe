import { createRandom } from '../../app/signal/random.ts';
import { openStore } from '../../app/store/open-store.ts';
import { someBeats } from './store-fixture.ts';

/**
 * Corrects labels without pause until it is killed, telling its parent of each change only after the store has
 * acknowledged it. Arguments: database, session, seed, beats in the session.
 */
const [path, session, seed, count] = process.argv.slice(2) as [string, string, string, string];
const random = createRandom(Number(seed));
const { samples } = someBeats(Number(count));
const store = await openStore(path);
process.send?.({ ready: true });
for (;;) {
  const from = random.integer(samples.length);
  const changed = [...samples.slice(from, from + 1 + random.integer(5))];
  const label = random.integer(5);
  process.send?.({ begun: { samples: changed, label } });
  const step = await store.relabel(session, changed, label, 'R');
  process.send?.({ acknowledged: { samples: changed, label, step: step?.id ?? null } });
  await new Promise((resolve) => setImmediate(resolve));
}
