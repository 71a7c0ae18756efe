import { invalidSample } from '../waveform/trace-slice.ts';

/** How far a lead reaches down and up, ADC values. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * How far a lead usually reaches: the median of the buckets' minima and of their maxima, so that neither noise nor a few
 * tall beats decide how high all others are drawn. A lead without signal reaches one unit.
 *
 * @param extremes minimum and maximum of each bucket in turn
 */
export function typicalExtent(extremes: Int32Array): Extent {
  const lows: number[] = [];
  const highs: number[] = [];
  for (let bucket = 0; bucket + 1 < extremes.length; bucket += 2) {
    const low = extremes[bucket]!;
    const high = extremes[bucket + 1]!;
    if (low === invalidSample || high === invalidSample) continue;
    lows.push(low);
    highs.push(high);
  }
  if (lows.length === 0) return { low: 0, high: 1 };
  const low = median(lows);
  return { low, high: Math.max(low + 1, median(highs)) };
}

/**
 * What an expanded row reaches from and to: as much of its own extremes as does not flatten it to less than a third of its
 * usual height, so that a tall beat is seen whole and an artefact is cut.
 */
export function widened(usual: Extent, low: number, high: number): Extent {
  const span = usual.high - usual.low;
  return {
    low: Math.max(usual.low - span, Math.min(usual.low, low)),
    high: Math.min(usual.high + span, Math.max(usual.high, high)),
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Buckets in which a recording is measured: two seconds each, which hold a beat, but no more than the core answers. */
export function extentBuckets(frames: number, rate: number): number {
  return Math.min(2048, Math.max(1, Math.floor(frames / rate / 2)));
}
