import { voltageScale } from '../waveform/voltage.ts';
import { typicalExtent, type Extent } from '../page/typical-extent.ts';
import type { LeadRecord } from '../../app/contract/records.ts';

/** Gains that a strip may have, mm/mV, the first one that its beats fit into. */
const gains = [10, 5, 2.5] as const;
/** The part of the paper below the usual level of the signal: most beats rise higher than they fall. */
const below = 0.4;
/** Of the paper's height, left empty above and below; as in the rows of a page. */
const filled = 0.84;

/** How the voltage of a lead stands on a strip of paper. */
export interface StripScale {
  /** ADC values from the bottom to the top of what a row fills. */
  readonly extent: Extent;
  /** mm/mV; null for a lead that measures no voltage, which fills the paper. */
  readonly gain: number | null;
}

/**
 * The largest gain in which all of a stretch fits on the paper, or the smallest one.
 *
 * @param extremes minimum and maximum of each bucket of the stretch, in turn
 * @param height of the paper, CSS pixels
 */
export function stripScale(
  lead: LeadRecord,
  extremes: Int32Array,
  height: number,
  pixelsPerMillimetre: number,
): StripScale {
  const usual = typicalExtent(extremes);
  const scale = voltageScale(lead);
  if (!scale) return { extent: usual, gain: null };
  const middle = levelOf(extremes);
  const most = extremes.reduce((least, value) => Math.max(least, value), middle);
  const least = extremes.reduce((lowest, value) => (value > -(2 ** 31) ? Math.min(lowest, value) : lowest), middle);
  const spanOf = (gain: number) => (height * filled * scale.gain) / (gain * pixelsPerMillimetre);
  const fits = (gain: number) => {
    const span = spanOf(gain) / filled;
    return most - middle <= span * (1 - below) && middle - least <= span * below;
  };
  const gain = gains.find(fits) ?? gains.at(-1)!;
  const span = spanOf(gain);
  const centre = middle + (span / filled) * (0.5 - below);
  return { extent: { low: centre - span / 2, high: centre + span / 2 }, gain };
}

/** The level at which a signal mostly is: the median of its buckets' middles. */
function levelOf(extremes: Int32Array): number {
  const middles: number[] = [];
  for (let bucket = 0; bucket + 1 < extremes.length; bucket += 2) {
    if (extremes[bucket]! > -(2 ** 31)) middles.push((extremes[bucket]! + extremes[bucket + 1]!) / 2);
  }
  return middles.sort((a, b) => a - b)[middles.length >> 1] ?? 0;
}
