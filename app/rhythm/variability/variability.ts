import type { RhythmVariability } from '../../contract/rhythm.ts';
import type { RhythmSource } from '../events/event-list.ts';
import { firstEndingAt, normalIntervalWork, type NormalIntervals } from './normal-intervals.ts';
import { spectrumWindow, type BandPowers } from './spectrum.ts';
import { deviationOfMeansWork, timeDomainWork, triangularIndexWork, type TimeDomain } from './time-domain.ts';
import { windowPowers } from './windows.ts';
import { inOneGo, pieceMask, type Work } from '../work.ts';

type Variability = Omit<RhythmVariability, 'revision'>;

/** Seconds. */
const hour = 3600;

/**
 * Heart rate variability by the Task Force of 1996, of the whole recording and hour by hour.
 *
 * Only N-N intervals enter (see {@link NormalIntervals}); `excluded` counts the other intervals between successive beats.
 * Powers are means over the five-minute windows, counted from the start of the recording, that N-N intervals fill to at
 * least 80 percent; total power is their sum, that is all below 0.4 Hz.
 */
export function measureVariability(source: RhythmSource): Variability {
  return inOneGo(variabilityWork(source));
}

/** As {@link measureVariability}. */
export function* variabilityWork(source: RhythmSource): Work<Variability> {
  const { samples, frames, rate } = source.beats;
  const duration = Math.max(frames, (samples.at(-1) ?? 0) + 1) / rate;
  const intervals = yield* normalIntervalWork(source);
  const windows: (BandPowers | null)[] = [];
  for (let start = 0; start + spectrumWindow <= duration; start += spectrumWindow) {
    yield;
    windows.push(windowPowers(intervals, start));
  }
  const ends = new Float64Array(Math.max(0, samples.length - 1));
  for (let beat = 0; beat < ends.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    ends[beat] = samples[beat + 1]! / rate;
  }

  const hours: Variability['hours'] = [];
  const windowsAnHour = hour / spectrumWindow;
  for (let at = 0; at * hour < duration; at++) {
    hours.push({
      from: Math.round(at * hour * rate),
      to: Math.min(Math.round((at + 1) * hour * rate), Math.ceil(duration * rate)),
      ...(yield* part(intervals, ends, at * hour, (at + 1) * hour)),
      ...meanPowers(windows.slice(at * windowsAnHour, (at + 1) * windowsAnHour)),
    });
  }
  return {
    ...(yield* part(intervals, ends, 0, Number.POSITIVE_INFINITY)),
    ...meanPowers(windows),
    sdann: yield* deviationOfMeansWork(intervals, duration),
    triangularIndex: yield* triangularIndexWork(intervals),
    hours,
  };
}

/** Figures of the intervals that end in seconds [from, to). */
function* part(
  intervals: NormalIntervals,
  ends: Float64Array,
  from: number,
  to: number,
): Work<TimeDomain & { intervals: number; excluded: number }> {
  const first = firstEndingAt(intervals, from);
  const last = firstEndingAt(intervals, to);
  const all = { ...intervals, ends };
  const between = firstEndingAt(all, to) - firstEndingAt(all, from);
  return {
    ...(yield* timeDomainWork(intervals, first, last)),
    intervals: last - first,
    excluded: between - (last - first),
  };
}

function meanPowers(windows: readonly (BandPowers | null)[]) {
  const measured = windows.filter((powers) => powers !== null);
  const mean = (band: keyof BandPowers) =>
    measured.length === 0 ? null : measured.reduce((sum, powers) => sum + powers[band], 0) / measured.length;
  const vlf = mean('vlf');
  const lf = mean('lf');
  const hf = mean('hf');
  const totalPower = vlf === null || lf === null || hf === null ? null : vlf + lf + hf;
  return { totalPower, vlf, lf, hf, lfHf: lf === null || !hf ? null : lf / hf, windows: measured.length };
}
