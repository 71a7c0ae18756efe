import * as v from 'valibot';

import { int32Array } from './arrays.ts';
import { query } from './call-definition.ts';
import { Identifier, SamplePosition } from './records.ts';

const lead = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const leads = v.pipe(v.array(lead), v.minLength(1), v.maxLength(64));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A window may hold this many samples at most, all its leads together; screens ask for what they draw. */
export const maximumWindowSamples = 8_000_000;

/** Cut-off of the high-pass filter against baseline wander, Hz. */
export const baselineCutoffs = [0.05, 0.5, 0.67] as const;
/** Frequency of the mains, Hz. */
export const mainsFrequencies = [50, 60] as const;
/** Cut-off of the low-pass filter against muscle noise, Hz. */
export const muscleCutoffs = [35, 40] as const;

/** Filters for looking at a signal: null is off. They never reach what is stored, analysed or measured by the core. */
export const DisplayFilters = v.strictObject({
  baseline: v.nullable(v.picklist(baselineCutoffs)),
  mains: v.nullable(v.picklist(mainsFrequencies)),
  muscle: v.nullable(v.picklist(muscleCutoffs)),
});
export type DisplayFilters = v.InferOutput<typeof DisplayFilters>;

/** What tells one lead from another beside its name. */
export const LeadState = v.object({
  /** Median over stretches of 256 frames of what the signal spans in each, ADC units; null where nothing was recorded. */
  span: v.nullable(v.number()),
  /** Share of these stretches in which the signal stands still or is missing. */
  still: share,
});
export type LeadState = v.InferOutput<typeof LeadState>;

export const signalCalls = {
  /**
   * ADC values, one array a lead, `to - from` frames (times the lead's samples a frame). `invalidSample` marks gaps.
   * Filtered windows join without a seam.
   */
  'signal.read': query(
    v.strictObject({
      recordingId: Identifier,
      leads,
      from: SamplePosition,
      to: SamplePosition,
      filters: v.optional(DisplayFilters),
    }),
    v.object({ from: SamplePosition, to: SamplePosition, samples: v.array(int32Array) }),
  ),
  /**
   * Per lead: minimum and maximum ADC value of each bucket, interleaved (2 x buckets). Exactly those of its frames: bucket b
   * holds frames from `from + floor(b (to - from) / buckets)` to where the next begins. Never filtered.
   */
  'signal.overview': query(
    v.strictObject({
      recordingId: Identifier,
      leads,
      from: SamplePosition,
      to: SamplePosition,
      buckets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
    }),
    v.object({ from: SamplePosition, to: SamplePosition, extremes: v.array(int32Array) }),
  ),
  /** When the recording was started, as the clock at the patient's showed it: "2019-04-01T08:15:00", or "08:15:00" without a date. */
  'signal.describe': query(
    v.strictObject({ recordingId: Identifier }),
    v.object({ startedAt: v.nullable(v.string()) }),
  ),
  /** What tells the leads apart beside their names, in the recording's order. */
  'signal.leads': query(v.strictObject({ recordingId: Identifier }), v.object({ leads: v.array(LeadState) })),
} as const;
