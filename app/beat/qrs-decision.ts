import type { Candidate } from './qrs-candidates.ts';

/** Nothing within this many seconds after a beat can be another one. */
const refractory = 0.2;
/** Until this many seconds after a beat a gentle slope is its T wave. */
const repolarisation = 0.36;
/** Seconds whose peaks set the first levels. */
const learning = 8;
/** Seconds without a beat after which levels are learned anew. */
const silence = 4;
/** Within this many seconds of silence, peaks below `faintest` of the last level stay noise: a pause is no new rhythm. */
const longSilence = 20;
const faintest = 0.1;
/** Place of the threshold between the noise level and the QRS level. */
const thresholdShare = 0.3125;
/** A gap of this many RR intervals is searched again with half the threshold. */
const searchBack = 1.5;
/** Peaks and intervals that are remembered. */
const memory = 8;

function median(values: readonly number[]): number {
  const sorted = values.slice();
  for (let index = 1; index < sorted.length; index++) {
    const value = sorted[index]!;
    let place = index;
    for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
    sorted[place] = value;
  }
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function remember(values: number[], value: number): void {
  values.push(value);
  if (values.length > memory) values.shift();
}

/** The highest peak of each second, for the first levels. */
function secondMaxima(candidates: readonly Candidate[]): number[] {
  const maxima = new Map<number, number>();
  for (const { time, height } of candidates) {
    const second = Math.floor(time);
    maxima.set(second, Math.max(maxima.get(second) ?? 0, height));
  }
  return [...maxima.values()];
}

export interface QrsDecision {
  /** Takes the next candidate in time. */
  push(candidate: Candidate): void;
  /** Decides what is still open, at the end of the recording. @param end its duration in seconds */
  finish(end: number): void;
}

/**
 * Decides which peaks are beats, from levels that follow the last eight beats and the last eight peaks that were none.
 *
 * Rules of Hamilton (Computers in Cardiology 2002, 29:101) after Pan and Tompkins (1985): threshold between the median
 * noise and QRS levels, refractory period, T waves told by their slope, search-back after one and a half RR intervals.
 *
 * @param accept called with each beat in time order
 */
export function createQrsDecision(accept: (beat: Candidate) => void): QrsDecision {
  const beatHeights: number[] = [];
  const noiseHeights: number[] = [];
  const intervals: number[] = [];
  let open: Candidate[] = [];
  let last: Candidate | null = null;
  let learned = false;

  function threshold(): number {
    const beat = median(beatHeights);
    const noise = noiseHeights.length > 0 ? median(noiseHeights) : 0;
    return noise + Math.max(0, beat - noise) * thresholdShare;
  }

  function take(candidate: Candidate): void {
    if (last) remember(intervals, candidate.time - last.time);
    remember(beatHeights, candidate.height);
    last = candidate;
    open = open.filter(({ time }) => time > candidate.time);
    accept(candidate);
  }

  function isTWave(candidate: Candidate): boolean {
    return last !== null && candidate.time - last.time < repolarisation && candidate.slope < last.slope / 2;
  }

  function searchGap(until: number): void {
    for (;;) {
      if (!last || intervals.length === 0 || until - last.time < searchBack * median(intervals)) return;
      const after = last.time + repolarisation;
      let missed: Candidate | null = null;
      for (const candidate of open) {
        if (candidate.time >= after && candidate.time < until && candidate.height > (missed?.height ?? 0)) {
          missed = candidate;
        }
      }
      if (!missed || missed.height < threshold() / 2) return;
      take(missed);
    }
  }

  function decide(candidate: Candidate): void {
    searchGap(candidate.time);
    if (last && candidate.time - last.time < refractory) return;
    if (candidate.height > threshold() && !isTWave(candidate)) {
      take(candidate);
      return;
    }
    remember(noiseHeights, candidate.height);
    open.push(candidate);
    if (candidate.time - (last?.time ?? 0) > silence) relearn();
  }

  function relearn(): void {
    // A tall T wave after the last beat would set a level that nothing reaches.
    const waiting = open.filter(({ time }) => time > (last ? last.time + repolarisation : -1));
    if (waiting.length === 0) return;
    const level = median(secondMaxima(waiting));
    const quiet = waiting[waiting.length - 1]!.time - (last?.time ?? 0);
    if (quiet < longSilence && level < faintest * median(beatHeights)) return;
    beatHeights.length = 0;
    beatHeights.push(level);
    noiseHeights.length = 0;
    intervals.length = 0;
    open = [];
    for (const candidate of waiting) decide(candidate);
  }

  function learn(): void {
    const waiting = open;
    open = [];
    learned = true;
    if (waiting.length === 0) return;
    for (const height of secondMaxima(waiting).slice(0, memory)) remember(beatHeights, height);
    for (const candidate of waiting) decide(candidate);
  }

  return {
    push(candidate) {
      if (!learned) {
        open.push(candidate);
        if (candidate.time - open[0]!.time > learning) learn();
        return;
      }
      decide(candidate);
    },
    finish(end) {
      if (!learned) learn();
      searchGap(end);
    },
  };
}
