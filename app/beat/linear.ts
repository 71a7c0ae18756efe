/** Samples of `samples` at another rate, by straight lines between neighbours; the first sample stays the first. */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  const step = fromRate / toRate;
  const result = new Float32Array(Math.ceil(samples.length / step));
  for (let index = 0; index < result.length; index++) {
    const at = Math.min(index * step, samples.length - 1);
    const before = Math.floor(at);
    const after = Math.min(before + 1, samples.length - 1);
    result[index] = samples[before]! + (samples[after]! - samples[before]!) * (at - before);
  }
  return result;
}
