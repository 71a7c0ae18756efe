import { firstEndingAt, type NormalIntervals } from './normal-intervals.ts';
import { bandPowers, resample, spectrumWindow, type BandPowers } from './spectrum.ts';

/** Share of a window that N-N intervals must fill: with more left out, the spectrum would be one of the interpolation. */
const leastFilled = 0.8;
/** A distance between two ends this many times the interval that ends it means that intervals were left out between. */
const gap = 1.5;

/**
 * Powers of the five-minute window that begins at `start` seconds; null where too much was left out.
 *
 * Where intervals were left out, points on the straight line between their neighbours take their places, about as many as
 * there were beats, before the spline: so that it does not swing in the gap (Task Force 1996: interpolation over ectopy).
 */
export function windowPowers(intervals: NormalIntervals, start: number): BandPowers | null {
  const from = firstEndingAt(intervals, start);
  const to = firstEndingAt(intervals, start + spectrumWindow);
  let filled = 0;
  for (let index = from; index < to; index++) filled += intervals.lengths[index]!;
  if (filled < leastFilled * spectrumWindow * 1000) return null;
  const times: number[] = [];
  const lengths: number[] = [];
  for (let index = from; index < to; index++) {
    const time = intervals.ends[index]! - start;
    const length = intervals.lengths[index]!;
    const before = times.at(-1);
    if (before !== undefined && (time - before) * 1000 > gap * length) bridge(times, lengths, time, length);
    times.push(time);
    lengths.push(length);
  }
  return times.length < 2 ? null : bandPowers(resample(Float64Array.from(times), Float64Array.from(lengths)));
}

/** Adds points on the line from the last one to the one at `time`, one a mean interval. */
function bridge(times: number[], lengths: number[], time: number, length: number): void {
  const from = times.at(-1)!;
  const fromLength = lengths.at(-1)!;
  const steps = Math.round(((time - from) * 2000) / (fromLength + length));
  for (let step = 1; step < steps; step++) {
    times.push(from + ((time - from) * step) / steps);
    lengths.push(fromLength + ((length - fromLength) * step) / steps);
  }
}
