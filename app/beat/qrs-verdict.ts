import type { Candidate } from './qrs-candidates.ts';

/** Log odds from which on a candidate is a beat where the signal is clear, and where it is poor. */
const clearThreshold = -0.5;
const poorThreshold = -4.5;
/** Errors expected a beat below which the signal is clear, and above which it is poor. */
const clearErrors = 0.3;
const poorErrors = 0.4;
/** Of two beats nearer than this, in seconds, the more likely one stays. */
const refractory = 0.2;
/** Seconds on both sides over which errors are expected. */
const reach = 5;
/** Beats that a neighbourhood has at least, so that a pause is not all errors. */
const fewestBeats = 4;

/** Gives the final verdict on candidates, and how many errors a second's neighbourhood is expected to hold. */
export interface QrsVerdict {
  /** Takes the next candidate in time with its log odds of being a beat. */
  push(candidate: Candidate, logOdds: number): void;
  /** Decides what is still open. */
  finish(): void;
}

/**
 * Turns log odds into beats.
 *
 * Where many candidates are in doubt, a missed beat is worse than an extra one: the reader is warned there anyway, and
 * does not see what is missing. So the threshold falls with the number of errors that the odds themselves expect.
 *
 * @param seconds duration of the recording, rounded up
 * @param accept called with each beat in time order
 * @param judge called with each second in order and the errors expected a beat around it
 */
export function createQrsVerdict(
  seconds: number,
  accept: (beat: Candidate) => void,
  judge: (second: number, errors: number) => void,
): QrsVerdict {
  let open: { candidate: Candidate; logOdds: number }[] = [];
  let held: { candidate: Candidate; logOdds: number } | null = null;
  /** Sums by second, from second `first` on. */
  let first = 0;
  const errors: number[] = [];
  const beats: number[] = [];
  let judged = 0;

  function add(second: number, error: number, beat: number): void {
    while (first + errors.length <= second) {
      errors.push(0);
      beats.push(0);
    }
    errors[second - first]! += error;
    beats[second - first]! += beat;
  }

  function decide(candidate: Candidate, logOdds: number, expected: number): void {
    const poor = Math.max(0, Math.min(1, (expected - clearErrors) / (poorErrors - clearErrors)));
    if (logOdds <= clearThreshold + poor * (poorThreshold - clearThreshold)) return;
    if (held && candidate.time - held.candidate.time < refractory) {
      if (logOdds > held.logOdds) held = { candidate, logOdds };
      return;
    }
    if (held) accept(held.candidate);
    held = { candidate, logOdds };
  }

  /** Judges the seconds up to `until`, whose neighbourhoods are complete. */
  function advance(until: number): void {
    for (; judged < until; judged++) {
      const from = Math.max(first, judged - reach);
      let error = 0;
      let beat = 0;
      for (let second = from; second <= judged + reach; second++) {
        error += errors[second - first] ?? 0;
        beat += beats[second - first] ?? 0;
      }
      const expected = error / Math.max(fewestBeats, beat);
      judge(judged, expected);
      let count = 0;
      for (; count < open.length && Math.floor(open[count]!.candidate.time) <= judged; count++) {
        decide(open[count]!.candidate, open[count]!.logOdds, expected);
      }
      open = open.slice(count);
      while (first < judged - reach && errors.length > 0) {
        errors.shift();
        beats.shift();
        first++;
      }
    }
  }

  return {
    push(candidate, logOdds) {
      const probability = 1 / (1 + Math.exp(-logOdds));
      const second = Math.min(seconds - 1, Math.floor(candidate.time));
      advance(second - reach);
      add(second, Math.min(probability, 1 - probability), probability);
      open.push({ candidate, logOdds });
    },
    finish() {
      advance(seconds);
      if (held) accept(held.candidate);
    },
  };
}
