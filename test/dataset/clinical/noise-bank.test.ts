import { expect, it } from 'vitest';

import { noiseBank } from '../../../app/dataset/clinical/noise-bank.ts';
import { createRandom } from '../../../app/signal/random.ts';
import { recordingOf } from '../../support/synthetic-recording.ts';

it('brings every lead of every noise recording to 128 samples per second and a root mean square of 1', async () => {
  const random = createRandom(1);
  const lead = (size: number) => Int32Array.from({ length: 3600 }, () => Math.round(size * random.normal()));
  const bank = await noiseBank([recordingOf([lead(50), lead(5000)]), recordingOf([lead(300)])]);
  expect(bank.length).toBe(3 * 1280);
  for (let from = 0; from < bank.length; from += 1280) {
    const part = bank.subarray(from, from + 1280);
    expect(part.reduce((sum, value) => sum + value * value, 0) / 1280).toBeCloseTo(1, 4);
  }
});
