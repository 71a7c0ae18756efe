/** Samples per second at which the detector looks at every lead, whatever the lead's own rate is. */
export const workingRate = 180;

/** Parts of an ADC unit that coarse values count in. */
const resolution = 16;

/**
 * A lead at {@link workingRate}: step k is the mean of the lead, drawn as straight lines between its samples, from k to
 * k + 1 steps. For a rate above the working rate that is a low-pass filter, for one below it interpolates.
 *
 * Values are whole numbers, so that every sum made of them is exact and a stretch comes out the same wherever reading
 * began.
 *
 * @param samples one lead without gaps, from position `offset` on; outside them the outermost sample is repeated
 * @param rate samples per second
 * @param from first step wanted
 * @param to end of the steps wanted
 * @param coarse receives `to - from` means in 1/16 ADC units
 */
export function coarseSignal(
  samples: Int32Array,
  rate: number,
  offset: number,
  from: number,
  to: number,
  coarse: Float64Array,
): void {
  const last = samples.length - 1;
  if (last < 0) {
    coarse.fill(0);
    return;
  }
  const width = rate / workingRate;
  const whole = Number.isInteger(width);
  for (let step = from; step < to; step++) {
    const begin = step * width - offset;
    const end = begin + width;
    if (begin < 0 || end > last) {
      coarse[step - from] = resolution * samples[Math.max(0, Math.min(last, Math.round((begin + end) / 2)))]!;
      continue;
    }
    if (whole) {
      let sum = (samples[begin]! + samples[end]!) / 2;
      for (let index = begin + 1; index < end; index++) sum += samples[index]!;
      coarse[step - from] = Math.floor((sum * resolution) / width + 0.5);
      continue;
    }
    coarse[step - from] = Math.round((areaBetween(samples, begin, end) * resolution) / width);
  }
}

/** Area under the straight lines between samples, from one position to another, in ADC units times samples. */
function areaBetween(samples: Int32Array, begin: number, end: number): number {
  let area = 0;
  let at = begin;
  while (at < end) {
    const index = Math.floor(at);
    const until = Math.min(end, index + 1);
    const middle = (at + until) / 2 - index;
    area += (until - at) * (samples[index]! + middle * (samples[index + 1]! - samples[index]!));
    at = until;
  }
  return area;
}
