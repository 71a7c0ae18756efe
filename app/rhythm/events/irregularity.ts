import { inOneGo, type Work } from '../work.ts';

/** Intervals a window; the published method works from 12 on, longer windows are surer. */
export const entropyWindow = 48;
/** Tolerance within which two intervals are alike, seconds; widened by as much again until enough are. */
const tolerance = 0.03;
const widest = 3;
const leastMatches = 5;
/** Far from every interval, so that no interval is like it; half the range of 32 bits, so that sums stay within it. */
const noTemplate = -(2 ** 30);
/** Windows that have to be widened take long, so it gives way more often. */
const entropyMask = 63;

/**
 * Coefficient of sample entropy (COSEn) of a sliding window of RR intervals: sample entropy of templates of one interval,
 * made independent of the tolerance and of the heart rate, `-ln(A / B) + ln(2 r) - ln(mean RR)`. B counts pairs of alike
 * intervals, A those whose following intervals are alike too; r grows until A is at least five. Lake and Moorman, "Accurate
 * estimation of entropy in very short physiological time series", Am J Physiol Heart Circ Physiol 300: H319-H325, 2011.
 *
 * Counts are carried along from window to window, so that a beat costs about a hundred comparisons.
 *
 * @param lengths intervals in frames, in order of time; their sum over a window below 2^30
 * @param linked 1 where the next interval begins with the beat that ends this one
 * @param rate frames a second
 * @returns for every interval that of the window that it ends; NaN for the first ones
 */
export function slidingEntropy(lengths: Int32Array, linked: Uint8Array, rate: number): Float32Array {
  return inOneGo(entropyWork(lengths, linked, rate));
}

/** As {@link slidingEntropy}. */
export function* entropyWork(lengths: Int32Array, linked: Uint8Array, rate: number): Work<Float32Array> {
  const entropy = new Float32Array(lengths.length).fill(Number.NaN);
  const templates = lengths.slice();
  for (let index = 0; index < templates.length; index++) if (!linked[index]) templates[index] = noTemplate;
  yield;
  const reach = reachOf(tolerance, rate);
  let alike = 0;
  let alikeTwice = 0;
  let sum = 0;

  /** Adds (or with -1 takes away) the pairs of one template with those from `from` to `to`; without branches, for speed. */
  function count(template: number, from: number, to: number, sign: number): void {
    const length = templates[template]!;
    if (length === noTemplate) return;
    const next = lengths[template + 1]!;
    let far = 0;
    let farTwice = 0;
    for (let other = from; other <= to; other++) {
      const apart = templates[other]! - length;
      const apartNext = lengths[other + 1]! - next;
      const outside = (apart + reach) | (reach - apart);
      far -= outside >> 31;
      farTwice -= (outside | (apartNext + reach) | (reach - apartNext)) >> 31;
    }
    const pairs = to - from + 1;
    alike += sign * (pairs - far);
    alikeTwice += sign * (pairs - farTwice);
  }

  for (let end = 0; end < lengths.length; end++) {
    if ((end & entropyMask) === 0) yield;
    sum += lengths[end]!;
    const begin = end - entropyWindow + 1;
    if (end > 1) count(end - 1, Math.max(0, begin), end - 2, 1);
    if (begin > 0) {
      sum -= lengths[begin - 1]!;
      count(begin - 1, Math.max(0, begin), end - 2, -1);
    }
    if (begin < 0) continue;
    entropy[end] =
      alikeTwice >= leastMatches
        ? coefficient(alike, alikeTwice, tolerance, sum / rate)
        : widened(templates, lengths, begin, end, rate, sum / rate);
  }
  return entropy;
}

/** The largest whole number of frames that is less than so many seconds. */
function reachOf(seconds: number, rate: number): number {
  return Math.ceil(seconds * rate) - 1;
}

/** @param sum seconds */
function coefficient(alike: number, alikeTwice: number, radius: number, sum: number): number {
  return Math.log((alike * 2 * radius * entropyWindow) / (alikeTwice * sum));
}

function widened(
  templates: Int32Array,
  lengths: Int32Array,
  begin: number,
  end: number,
  rate: number,
  sum: number,
): number {
  for (let radius = 2 * tolerance; radius <= widest; radius += tolerance) {
    const reach = reachOf(radius, rate);
    let alike = 0;
    let alikeTwice = 0;
    for (let one = begin; one < end; one++) {
      if (templates[one] === noTemplate) continue;
      for (let other = one + 1; other < end; other++) {
        if (Math.abs(templates[other]! - templates[one]!) > reach) continue;
        alike++;
        if (Math.abs(lengths[other + 1]! - lengths[one + 1]!) <= reach) alikeTwice++;
      }
    }
    if (alikeTwice >= leastMatches) return coefficient(alike, alikeTwice, radius, sum);
  }
  return Number.NaN;
}
