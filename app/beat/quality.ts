import type { QualityTrack, Stretch } from './detection.ts';

/** Errors expected a beat at which nothing of the quality is left. */
const worstErrors = 0.5;
/** Noise, in usual beats, from which on the quality suffers, and at which nothing is left of it. */
const loudNoise = 0.4;
const drownedNoise = 0.5;
/** An unreadable stretch begins where the quality falls below `unreadable`, reaches as far as it is below `poor` ... */
const unreadable = 20;
const poor = 35;
/** ... and is at least this many seconds long, unless there is no signal at all. */
const shortest = 3;

/**
 * The best quality that a second can have.
 *
 * @param noise of its clearest lead, what there is between the beats as a part of a usual beat; null without a signal
 */
export function bestQuality(noise: number | null): number {
  if (noise === null) return 0;
  return Math.max(1, Math.round(100 * Math.min(1, (drownedNoise - noise) / (drownedNoise - loudNoise))));
}

/**
 * Quality of a second, 0 to 100.
 *
 * @param errors wrong decisions expected a beat in the neighbourhood
 * @param best as {@link bestQuality} has it
 */
export function qualityOf(errors: number, best: number): number {
  if (best === 0) return 0;
  return Math.max(1, Math.min(best, Math.round(100 * (1 - Math.min(1, errors / worstErrors)))));
}

/** Where nothing can be read: stretches of very poor quality with the poor seconds beside them, and those without signal. */
export function unreadableStretches(quality: QualityTrack, rate: number, frames: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let second = 0; second < quality.length; second++) {
    if (quality[second]! >= poor) continue;
    const from = second;
    let worst = 100;
    let absent = 0;
    for (; second < quality.length && quality[second]! < poor; second++) {
      worst = Math.min(worst, quality[second]!);
      if (quality[second] === 0) absent++;
    }
    if (absent > 0 || (worst < unreadable && second - from >= shortest)) {
      stretches.push({ from: Math.round(from * rate), to: Math.min(frames, Math.round(second * rate)) });
    }
  }
  return stretches;
}
