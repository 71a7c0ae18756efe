import { runningQuantile } from './running-quantile.ts';
import { atrialPart, qrsPart, rangeOf, widePart, windowBefore, windowLength, type Part } from './window.ts';

/** Names of the numbers that compare a beat's shape with the patient's own beat, one set a lead; see {@link writeMorphology}. */
export const morphologyNames = [
  'QRS like usual',
  'P like usual',
  'QRS like previous',
  'QRS like next',
  'amplitude',
  'width',
  'QRS difference',
  'P difference',
  'P like usual around',
  'QRS difference over usual',
  'P difference over usual',
  'own P over usual difference',
] as const;

/** Places of numbers that others are made of, or that the P wave decides. */
const places = {
  likeness: 1,
  qrsDifference: 6,
  atrialDifference: 7,
  around: 8,
  qrsOverUsual: 9,
  atrialOverUsual: 10,
  atrialVisible: 11,
} as const;

/** Logarithms and differences are cut at this size. */
const limit = 2;

/**
 * Writes {@link morphologyNames} for every beat of one lead: how like the template and the neighbours it is (by correlation),
 * logarithms of amplitude and width relative to the template's, root mean square differences, and {@link writeComparisons}.
 *
 * @param windows normalised windows, one a beat
 * @param template window of the patient's own beat
 * @param present 0 for beats at which the lead carries nothing; their numbers are 0
 * @param unhurried the beats that the template was made of
 * @param into receives the values of beat b from b x stride + offset on
 */
export function writeMorphology(
  windows: Float32Array,
  template: Float32Array,
  present: Uint8Array,
  unhurried: Int32Array,
  into: Float32Array,
  stride: number,
  offset: number,
): void {
  const count = present.length;
  const usualRange = rangeOf(template, 0, qrsPart);
  const usualWidth = widthOf(template, 0);
  for (let beat = 0; beat < count; beat++) {
    if (present[beat] === 0) continue;
    const at = beat * windowLength;
    const previous = Math.max(0, beat - 1) * windowLength;
    const next = Math.min(count - 1, beat + 1) * windowLength;
    const values = [
      likeness(windows, at, template, 0, qrsPart),
      likeness(windows, at, template, 0, atrialPart),
      likeness(windows, at, windows, previous, qrsPart),
      likeness(windows, at, windows, next, qrsPart),
      2 * limited(logarithm(rangeOf(windows, at, qrsPart), usualRange)),
      2 * limited(2 * logarithm(widthOf(windows, at), usualWidth)),
      2 * limited(2 * difference(windows, at, template, qrsPart)),
      2 * limited(4 * difference(windows, at, template, atrialPart)),
    ];
    for (let index = 0; index < values.length; index++) into[beat * stride + offset + index] = values[index]!;
  }
  writeComparisons(count, unhurried, template, into, stride, offset);
}

/**
 * Writes anew what the numbers of one beat and lead say about its P wave.
 *
 * @param window one normalised window
 * @param numbers the {@link morphologyNames} of the lead, changed in place
 */
export function writeAtrial(window: Float32Array, template: Float32Array, numbers: Float32Array): void {
  numbers[places.likeness] = likeness(window, 0, template, 0, atrialPart);
  numbers[places.atrialDifference] = 2 * limited(4 * difference(window, 0, template, atrialPart));
}

/**
 * Writes the numbers that compare a beat's numbers with those of others: the median likeness of the P waves of 41 beats, which is
 * low in atrial fibrillation; the differences to the template over those that the patient's own beats have as well, for a
 * difference means little in a lead that is noisy; and how far the patient's own P wave rises above those differences, for
 * where it does not, no beat can be said to lack one.
 *
 * @param unhurried the beats that the template was made of
 * @param template the patient's own beat; other parameters as of {@link writeMorphology}
 */
export function writeComparisons(
  count: number,
  unhurried: Int32Array,
  template: Float32Array,
  into: Float32Array,
  stride: number,
  offset: number,
): void {
  const own = Float64Array.from({ length: count }, (_, beat) => into[beat * stride + offset + places.likeness]!);
  const medians = runningQuantile(own, 20, 0.5);
  const column = (place: number) => Float64Array.from(unhurried, (beat) => into[beat * stride + offset + place]!);
  const usualQrs = median(column(places.qrsDifference));
  const usualAtrial = median(column(places.atrialDifference));
  const visible = limited(Math.log(rangeOf(template, 0, atrialPart) / (usualAtrial / 4 + 0.01) + 0.1));
  for (let beat = 0; beat < count; beat++) {
    const at = beat * stride + offset;
    into[at + places.atrialVisible] = into[at + places.atrialDifference] === 0 ? 0 : visible;
    into[at + places.around] = medians[beat]!;
    into[at + places.qrsOverUsual] = overUsual(into[at + places.qrsDifference]!, usualQrs);
    into[at + places.atrialOverUsual] = overUsual(into[at + places.atrialDifference]!, usualAtrial);
  }
}

function median(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? 0;
}

/** Logarithm of a difference over the usual one; a lead at which a beat has no difference at all is absent. */
function overUsual(difference: number, usual: number): number {
  return difference === 0 ? 0 : 2 * limited(Math.log(difference / (usual + 0.02)));
}

function limited(value: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

/**
 * Correlation of a part of two windows on a scale that tells 0.99 from 0.95 as well as 0.8 from 0: -ln(1.02 - r), from -0.7 to
 * 3.9; 0 where they have nothing in common.
 */
function likeness(a: Float32Array, atA: number, b: Float32Array, atB: number, part: Part): number {
  return -Math.log(1.02 - correlation(a, atA, b, atB, part));
}

/** Pearson's correlation of a part of two windows; 0 where one of them is flat. */
function correlation(a: Float32Array, atA: number, b: Float32Array, atB: number, { from, to }: Part): number {
  const count = to - from + 1;
  const startA = atA + windowBefore + from;
  const startB = atB + windowBefore + from;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const x = a[startA + index]!;
    const y = b[startB + index]!;
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    product += x * y;
  }
  const spread = (squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count);
  return spread > 1e-12 ? (product - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}

/** Area over height: how many samples wide the complex is, were it a rectangle. */
function widthOf(windows: Float32Array, offset: number): number {
  let [sum, greatest] = [0, 0];
  for (let index = offset + windowBefore + widePart.from; index <= offset + windowBefore + widePart.to; index++) {
    const size = Math.abs(windows[index]!);
    sum += size;
    if (size > greatest) greatest = size;
  }
  return greatest > 0 ? sum / greatest : 1;
}

/** Root of the mean squared difference between a part of a window and of the template. */
function difference(windows: Float32Array, offset: number, template: Float32Array, { from, to }: Part): number {
  let sum = 0;
  for (let index = windowBefore + from; index <= windowBefore + to; index++)
    sum += (windows[offset + index]! - template[index]!) ** 2;
  return Math.sqrt(sum / (to - from + 1));
}

function logarithm(value: number, usual: number): number {
  return value > 0 && usual > 0 ? Math.log(value / usual) : 0;
}
