import { condition } from '../../beat/clinical/conditioning.ts';
import type { Recording } from '../../signal/recording.ts';

/**
 * Noise for augmentation: the leads of noise recordings, conditioned as a beat's signal is and brought to a root mean square of 1,
 * one after the other.
 *
 * @param recordings electrode motion, muscle, wander: `em`, `ma` and `bw` of the MIT-BIH Noise Stress Test Database
 */
export async function noiseBank(recordings: readonly Recording[]): Promise<Float32Array> {
  const signals: Float32Array[] = [];
  for (const recording of recordings) {
    const windows = await recording.read([...recording.leads.keys()], 0, recording.frames);
    recording.leads.forEach((lead, index) => {
      const signal = condition(windows[index]!, lead);
      const size = Math.sqrt(signal.reduce((sum, value) => sum + value * value, 0) / signal.length);
      signals.push(signal.map((value) => value / size));
    });
  }
  const bank = new Float32Array(signals.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const signal of signals) {
    bank.set(signal, at);
    at += signal.length;
  }
  return bank;
}
