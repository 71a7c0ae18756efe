import { invalidSample, type Recording } from '../signal/recording.ts';

/**
 * A lead as a reader sees it, at the moments that a model looked at.
 *
 * @param sample fiducial in frames
 * @param from seconds from the fiducial to the first value
 * @param rate values per second
 * @returns `length` values in the lead's unit, linear between samples; NaN in gaps and outside of the recording
 */
export async function traceAround(
  recording: Recording,
  lead: number,
  sample: number,
  from: number,
  rate: number,
  length: number,
): Promise<Float32Array> {
  const values = new Float32Array(length).fill(NaN);
  const source = recording.leads[lead];
  if (!source) return values;
  const first = Math.floor(sample + from * recording.rate) - 1;
  const last = Math.ceil(sample + (from + length / rate) * recording.rate) + 1;
  const start = Math.max(0, first);
  const end = Math.min(recording.frames, last);
  if (start >= end) return values;
  const [samples = new Int32Array(0)] = await recording.read([lead], start, end);
  const perFrame = source.rate / recording.rate;
  for (let index = 0; index < length; index++) {
    const position = (sample - start) * perFrame + (from + index / rate) * source.rate;
    const at = Math.floor(position);
    const [before, after] = [samples[at], samples[at + 1]];
    if (before === undefined || after === undefined || before === invalidSample || after === invalidSample) continue;
    const between = before + (position - at) * (after - before);
    values[index] = (between - source.baseline) / source.gain;
  }
  return values;
}
