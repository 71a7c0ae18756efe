import type { Random } from '../signal/random.ts';

/** Sinus RR interval in seconds as a function of time in seconds. */
export type RRProcess = (time: number) => number;

/** One band of the heart rate's spectrum: a Gaussian around `frequency` (Hz). */
interface Band {
  readonly frequency: number;
  readonly width: number;
  /** Part of the RR interval's standard deviation. */
  readonly share: number;
}

/** Respiration, Hz: the centre of the RSA band, and the frequency of the baseline's wander. */
export const respirationFrequency = 0.25;

/**
 * Mayer waves and respiratory sinus arrhythmia as in McSharry et al. 2003 (centres 0.1 and 0.25 Hz, standard deviation
 * 0.01 Hz, power LF/HF = 0.5), and slower changes that their short records do not need: minutes and the time of day.
 */
const bands: readonly Band[] = [
  { frequency: 0.1, width: 0.01, share: Math.sqrt(1 / 3) },
  { frequency: respirationFrequency, width: 0.01, share: Math.sqrt(2 / 3) },
  { frequency: 0.004, width: 0.0015, share: 0.7 },
  { frequency: 1 / 86400, width: 0, share: 2 },
];
const sinusoidsPerBand = 12;

/**
 * Makes a sinus rhythm with a bimodal spectrum.
 *
 * The paper shapes white noise by inverse FFT, which fixes the length beforehand. A sum of sinusoids with random phases whose
 * frequencies are drawn from each band has the same spectrum and has no end.
 *
 * @param mean mean RR interval in seconds
 * @param deviation standard deviation of the two short-term bands together, in seconds
 */
export function createRRProcess(random: Random, mean: number, deviation: number): RRProcess {
  const terms: { omega: number; phase: number; amplitude: number }[] = [];
  for (const band of bands) {
    const count = band.width === 0 ? 1 : sinusoidsPerBand;
    for (let index = 0; index < count; index++) {
      terms.push({
        omega: 2 * Math.PI * Math.abs(band.frequency + band.width * random.normal()),
        phase: 2 * Math.PI * random.uniform(),
        amplitude: deviation * band.share * Math.sqrt(2 / count),
      });
    }
  }
  return (time) => {
    let interval = mean;
    for (const term of terms) interval += term.amplitude * Math.sin(term.omega * time + term.phase);
    return Math.max(0.4, Math.min(1.8, interval));
  };
}
