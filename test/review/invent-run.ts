import type { QueueInput } from '../../app/review/queue-input.ts';
import { createRandom } from '../../app/signal/random.ts';

/** A made-up run: beats at about 80 a minute, some premature, most of them named with confidence. */
export function inventRun(count: number, seed = 1): QueueInput {
  const random = createRandom(seed);
  const samples = new Int32Array(count);
  const labels = new Uint8Array(count);
  const probabilities = new Uint16Array(5 * count);
  let at = 0;
  for (let beat = 0; beat < count; beat++) {
    at += Math.round(random.uniform() < 0.1 ? 180 : 260 + 20 * random.uniform());
    samples[beat] = at;
    const label = random.uniform() < 0.9 ? 0 : 1 + random.integer(4);
    const sure = 1 - 0.6 * random.uniform() ** 6;
    const second = (label + 1 + random.integer(4)) % 5;
    labels[beat] = label;
    probabilities[5 * beat + label] = Math.round(sure * 65_535);
    probabilities[5 * beat + second] = 65_535 - Math.round(sure * 65_535);
  }
  return { samples, rate: 360, labels, probabilities, families: null, seed };
}
