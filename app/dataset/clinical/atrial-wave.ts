import { windowBefore, windowLength } from '../../beat/clinical/window.ts';
import type { Random } from '../../signal/random.ts';
import { between } from './beat-sequence.ts';

/** The part of a window where the P wave is changed: what precedes the QRS complex, as indices. */
const from = 0;
const to = windowBefore - 11;

/** How the P wave of an ectopic focus differs from the sinus node's in one lead: size over the sinus wave's, and its own bump. */
interface EctopicWave {
  readonly size: number;
  /** Samples by which it comes later. */
  readonly delay: number;
  /** Height of the T wave before it, on which it rides. */
  readonly ramp: number;
}

/** Draws a focus: a wave for each of two leads; beats of one focus look alike. */
export function drawFocus(random: Random): readonly [EctopicWave, EctopicWave] {
  const delay = Math.round(between(random, -6, 10));
  const wave = () => ({ size: between(random, -0.8, 0.7), delay, ramp: 0.08 * random.normal() });
  return [wave(), wave()];
}

/** Replaces the P wave of a window, in place, by that of another focus. */
export function moveFocus(window: Float32Array, { size, delay, ramp }: EctopicWave, random: Random): void {
  const wave = aboveLine(window);
  for (let index = from; index <= to; index++) {
    const moved = wave[Math.min(to, Math.max(from, index - delay))]!;
    const share = (to - index) / (to - from);
    const own = size * (1 + 0.15 * random.normal());
    window[index]! += own * moved - wave[index]! + ramp * share * share * Math.min(1, 4 * (1 - share));
  }
}

/** Replaces the P wave of a window, in place, by fibrillation: small waves at 4 to 8 Hz, at another phase in each beat. */
export function fibrillate(window: Float32Array, height: number, frequency: number, random: Random): void {
  const wave = aboveLine(window);
  const phase = 2 * Math.PI * random.uniform();
  for (let index = 0; index < windowLength; index++) {
    if (index <= to) window[index]! -= wave[index]!;
    window[index]! += height * Math.sin(phase + (2 * Math.PI * frequency * index) / 128);
  }
}

/** The window without its P wave, in place: a straight line in its place. */
export function flattenAtrial(window: Float32Array): void {
  const wave = aboveLine(window);
  for (let index = from; index <= to; index++) window[index]! -= wave[index]!;
}

/** What the window has above a straight line between the ends of the part. */
function aboveLine(window: Float32Array): Float32Array {
  const [start, end] = [window[from]!, window[to]!];
  return Float32Array.from({ length: to + 1 }, (_, index) => {
    return window[index]! - start - ((end - start) * (index - from)) / (to - from);
  });
}
