/** Seconds of a window: the five minutes of the Task Force's short recordings. */
export const spectrumWindow = 300;
/** Values a second after resampling. */
const resampled = 4;
const values = spectrumWindow * resampled;

/** Bands of the Task Force of 1996 in Hz, upper end excluded. */
export const bands = { vlf: [0, 0.04], lf: [0.04, 0.15], hf: [0.15, 0.4] } as const;

/** Powers in ms squared. */
export interface BandPowers {
  readonly vlf: number;
  readonly lf: number;
  readonly hf: number;
}

const window = Float64Array.from({ length: values }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / values));
const windowPower = window.reduce((sum, weight) => sum + weight * weight, 0);
const cosines = Float64Array.from({ length: values }, (_, n) => Math.cos((2 * Math.PI * n) / values));
const sines = Float64Array.from({ length: values }, (_, n) => Math.sin((2 * Math.PI * n) / values));

/**
 * Power spectrum of an evenly sampled tachogram: straight line removed, Hann window, periodogram, summed over the bands.
 * A sinusoid of amplitude A well inside a band gives that band A^2 / 2.
 *
 * Only the lines below 0.4 Hz are worked out, so a plain Fourier sum is as quick as a fast transform would be.
 *
 * @param tachogram N-N intervals in milliseconds at 4 Hz, five minutes; overwritten
 */
export function bandPowers(tachogram: Float64Array): BandPowers {
  removeLine(tachogram);
  for (let n = 0; n < values; n++) tachogram[n]! *= window[n]!;
  const half = values / 2;
  // x[n] and x[values - n] share their cosine and differ in the sign of their sine.
  const even = new Float64Array(half);
  const odd = new Float64Array(half);
  for (let n = 1; n < half; n++) {
    even[n] = tachogram[n]! + tachogram[values - n]!;
    odd[n] = tachogram[n]! - tachogram[values - n]!;
  }
  const powers = { vlf: 0, lf: 0, hf: 0 };
  const lines = bands.hf[1] * spectrumWindow;
  for (let line = 1; line < lines; line++) {
    let real = tachogram[0]! + (line % 2 === 0 ? 1 : -1) * tachogram[half]!;
    let imaginary = 0;
    let angle = 0;
    for (let n = 1; n < half; n++) {
      angle += line;
      if (angle >= values) angle -= values;
      real += even[n]! * cosines[angle]!;
      imaginary += odd[n]! * sines[angle]!;
    }
    const power = (2 * (real * real + imaginary * imaginary)) / (values * windowPower);
    const frequency = line / spectrumWindow;
    powers[frequency < bands.vlf[1] ? 'vlf' : frequency < bands.lf[1] ? 'lf' : 'hf'] += power;
  }
  return powers;
}

/** Takes away the straight line that fits best. */
function removeLine(tachogram: Float64Array): void {
  const middle = (values - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let n = 0; n < values; n++) {
    sum += tachogram[n]!;
    moment += (n - middle) * tachogram[n]!;
  }
  const mean = sum / values;
  const slope = (12 * moment) / (values * (values * values - 1));
  for (let n = 0; n < values; n++) tachogram[n]! -= mean + slope * (n - middle);
}

/**
 * The tachogram at 4 Hz, through a natural cubic spline over the ends of the intervals; level before the first and after the
 * last one. Interpolation is what the Task Force asks for before a Fourier transform.
 *
 * @param times seconds from the start of the window, strictly ascending, at least two
 * @param lengths milliseconds
 */
export function resample(times: Float64Array, lengths: Float64Array): Float64Array {
  const curvature = naturalSpline(times, lengths);
  const result = new Float64Array(values);
  const last = times.length - 1;
  let right = 1;
  for (let n = 0; n < values; n++) {
    const time = n / resampled;
    while (right < last && times[right]! < time) right++;
    if (time <= times[0]!) result[n] = lengths[0]!;
    else if (time >= times[last]!) result[n] = lengths[last]!;
    else {
      const width = times[right]! - times[right - 1]!;
      const a = (times[right]! - time) / width;
      const b = 1 - a;
      const bend = (a ** 3 - a) * curvature[right - 1]! + (b ** 3 - b) * curvature[right]!;
      result[n] = a * lengths[right - 1]! + b * lengths[right]! + (bend * width * width) / 6;
    }
  }
  return result;
}

/** Second derivatives at the knots, zero at both ends: the tridiagonal system solved from left to right and back. */
function naturalSpline(times: Float64Array, lengths: Float64Array): Float64Array {
  const count = times.length;
  const curvature = new Float64Array(count);
  const carried = new Float64Array(count);
  for (let knot = 1; knot < count - 1; knot++) {
    const left = times[knot]! - times[knot - 1]!;
    const right = times[knot + 1]! - times[knot]!;
    const share = left / (left + right);
    const pivot = share * curvature[knot - 1]! + 2;
    const bend = (lengths[knot + 1]! - lengths[knot]!) / right - (lengths[knot]! - lengths[knot - 1]!) / left;
    curvature[knot] = (share - 1) / pivot;
    carried[knot] = ((6 * bend) / (left + right) - share * carried[knot - 1]!) / pivot;
  }
  for (let knot = count - 2; knot > 0; knot--)
    curvature[knot] = curvature[knot]! * curvature[knot + 1]! + carried[knot]!;
  if (count > 0) curvature[0] = 0;
  return curvature;
}
