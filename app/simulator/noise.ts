import type { Random } from '../signal/random.ts';

/** Adds a sinusoid to `out`, whose first sample is sample `start`; one rotation a sample instead of a sine. */
export function addOscillation(
  out: Float64Array,
  start: number,
  rate: number,
  amplitude: number,
  frequency: number,
  phase: number,
): void {
  const step = (2 * Math.PI * frequency) / rate;
  const first = step * start + phase;
  const turnCosine = Math.cos(step);
  const turnSine = Math.sin(step);
  let sine = amplitude * Math.sin(first);
  let cosine = amplitude * Math.cos(first);
  for (let index = 0; index < out.length; index++) {
    out[index]! += sine;
    const next = sine * turnCosine + cosine * turnSine;
    cosine = cosine * turnCosine - sine * turnSine;
    sine = next;
  }
}

/** Muscle noise of one lead: always a little, now and then a burst. */
export interface MuscleNoise {
  /** Adds the noise of the next samples. */
  readonly add: (out: Float64Array, rate: number) => void;
}

/** Standard deviations in millivolts at rest and in a burst. */
const quiet = 0.011;
const tense = 0.055;
/** Mean seconds between bursts, and their shortest and longest duration. */
const betweenBursts = 70;
const burstSeconds = [3, 9] as const;

/** Makes a source of muscle noise: wide-band noise of which the slow part is taken away by a first difference. */
export function createMuscleNoise(random: Random): MuscleNoise {
  let level = quiet;
  let target = quiet;
  let secondsLeft = -Math.log(1 - random.uniform()) * betweenBursts;
  let previous = 0;
  return {
    add(out, rate) {
      const approach = 1 - Math.exp(-3 / rate);
      for (let index = 0; index < out.length; index++) {
        secondsLeft -= 1 / rate;
        if (secondsLeft <= 0) {
          const starts = target === quiet;
          target = starts ? tense * (0.5 + random.uniform()) : quiet;
          secondsLeft = starts
            ? burstSeconds[0] + (burstSeconds[1] - burstSeconds[0]) * random.uniform()
            : -Math.log(1 - random.uniform()) * betweenBursts;
        }
        level += approach * (target - level);
        const white = nearlyNormal(random.word());
        out[index]! += level * (0.9 * white - 0.43 * previous);
        previous = white;
      }
    },
  };
}

/** A deviate of mean 0 and variance 1 from one word: the sum of its four bytes, close enough to normal for noise. */
function nearlyNormal(word: number): number {
  const sum = (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);
  return (sum - 510) / 147.8;
}
