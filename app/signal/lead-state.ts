import type { Pyramid } from './pyramid.ts';
import { invalidSample } from './recording.ts';

/** What tells one lead from another beside its name. */
export interface LeadState {
  /** Median over blocks of what the signal spans in each, ADC units; null where nothing was recorded. */
  readonly span: number | null;
  /** Share of blocks in which the signal stands still or is missing, 0 to 1. */
  readonly still: number;
}

/** Describes a lead by the finest level of its pyramid: in a block of 256 frames, about a second, a heart beats once. */
export function leadState(pyramid: Pyramid): LeadState {
  const { minimum, maximum } = pyramid.levels[0]!;
  const spans = new Float64Array(minimum.length);
  let recorded = 0;
  let moving = 0;
  for (let block = 0; block < minimum.length; block++) {
    if (minimum[block] === invalidSample) continue;
    const span = maximum[block]! - minimum[block]!;
    spans[recorded++] = span;
    if (span > 0) moving++;
  }
  if (recorded === 0) return { span: null, still: 1 };
  const sorted = spans.subarray(0, recorded).sort();
  return { span: sorted[recorded >> 1]!, still: 1 - moving / minimum.length };
}
