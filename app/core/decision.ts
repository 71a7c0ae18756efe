import * as v from 'valibot';

import { beatClasses } from '../contract/classes.ts';
import type { BeatDetail, BeatWindow } from '../contract/records.ts';
import type { BeatDoubt, DriftVerdict } from '../contract/runs.ts';
import { conformalSet } from '../evaluation/conformal.ts';
import { driftDistance } from '../evaluation/drift.ts';
import { recordingStatistics } from '../evaluation/recording-statistics.ts';
import { decide, Decision } from '../model/decision.ts';
import type { StoredBeat, StoredRun } from '../store/store.ts';

/** A model's rule for rare classes, and the operating point of a run. */
export interface RunDecision {
  readonly rule: Decision;
  readonly strength: number;
}

/** The rule that a run's labels follow, or null where the model has none. */
export function decisionOf(run: StoredRun | null): RunDecision | null {
  if (!run || run.decision === null) return null;
  const parsed = v.safeParse(Decision, run.decision.rule);
  return parsed.success ? { rule: parsed.output, strength: run.decision.strength } : null;
}

/** Stored probabilities, which are those that left the model, at an operating point. A beat of zeros was not analysed. */
export function decideStored(
  stored: Uint16Array,
  rule: Decision,
  strength: number,
): { labels: Uint8Array; probabilities: Uint16Array } {
  const { labels, probabilities } = decide(Float32Array.from(stored), rule, strength);
  return { labels, probabilities: Uint16Array.from(probabilities, (p) => Math.round(65_535 * (p || 0))) };
}

/** A window of beats with the probabilities that its labels follow from. */
export function decidedWindow(window: BeatWindow, decision: RunDecision | null): BeatWindow {
  if (!decision || decision.strength === decision.rule.strength) return window;
  return {
    ...window,
    probabilities: decideStored(window.probabilities, decision.rule, decision.strength).probabilities,
  };
}

/** One beat with the probabilities that its label follows from, and what is open about it. */
export function decidedBeat(beat: StoredBeat, decision: RunDecision | null): BeatDetail {
  if (!decision || beat.probabilities === null) return { ...beat, doubt: null };
  const { probabilities } = decide(Float32Array.from(beat.probabilities), decision.rule, decision.strength);
  return { ...beat, probabilities: Array.from(probabilities), doubt: doubtOf(beat, probabilities, decision.rule) };
}

/** From this doubt on a person should look. The screens draw labels below 1 - this with a dashed outline. */
export const doubtfulFrom = 0.2;

function doubtOf(beat: StoredBeat, decided: Float32Array, { conformal }: Decision): BeatDoubt {
  const score = Math.min(1, Math.max(0, 1 - Math.max(...decided)));
  const doubtful = score > doubtfulFrom;
  if (!conformal) return { score, set: [], coverage: null, doubtful };
  const bits = conformalSet(conformal, Float32Array.from(beat.probabilities!), 0);
  const set = beatClasses.filter((_, index) => (bits >> index) & 1);
  return { score, set, coverage: 1 - conformal.error, doubtful };
}

/**
 * Whether a recording looks unlike those that its model was trained on, by the probabilities that were stored; null where the
 * model holds nothing to compare with, or more than probabilities.
 */
export function driftOf(run: StoredRun, stored: Uint16Array): DriftVerdict | null {
  const reference = decisionOf(run)?.rule.drift;
  if (run.drift !== null || !reference) return run.drift;
  const named = namedProbabilities(stored);
  if (named.length === 0) return null;
  const { names, values } = recordingStatistics(named);
  if (names.join() !== reference.statistics.join()) return null;
  const score = driftDistance(reference, values);
  return { score, limit: reference.limit, unlike: score > reference.limit };
}

/** The probabilities of the beats that were analysed, 0 to 1. */
function namedProbabilities(stored: Uint16Array): Float32Array {
  const named = new Float32Array(stored.length);
  let end = 0;
  for (let first = 0; first < stored.length; first += beatClasses.length) {
    let sum = 0;
    for (let index = first; index < first + beatClasses.length; index++) sum += stored[index]!;
    if (sum === 0) continue;
    for (let index = first; index < first + beatClasses.length; index++) named[end++] = stored[index]! / 65_535;
  }
  return named.subarray(0, end);
}
