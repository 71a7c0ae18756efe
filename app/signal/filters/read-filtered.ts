import type { Lead, Recording } from '../recording.ts';
import { baselineFilter } from './baseline.ts';
import { mainsFilter } from './mains.ts';
import { muscleFilter } from './muscle.ts';
import type { LocalFilter } from './samples-with-gaps.ts';
import { toSamples, withGaps } from './samples-with-gaps.ts';

/** Which filters are on, and at which frequency in Hz; null is off. */
export interface FilterSettings {
  readonly baseline: number | null;
  readonly mains: number | null;
  readonly muscle: number | null;
}

/**
 * Reads frames [from, to) of the leads through filters of zero phase.
 *
 * As much is read around the window as the filters reach, so that neighbouring windows join as if the whole recording had been
 * filtered. Gaps stay gaps. With a baseline filter the baseline lies at the lead's 0.
 *
 * @returns one array a lead of ADC values, rounded
 * @throws CaliperError as {@link Recording.read}
 */
export async function readFiltered(
  recording: Recording,
  leads: readonly number[],
  from: number,
  to: number,
  settings: FilterSettings,
): Promise<Int32Array[]> {
  const chains = leads.map((index) => filtersOf(recording.leads[index]!, settings));
  const frames = chains.map((chain, position) => {
    const { samplesPerFrame } = recording.leads[leads[position]!]!;
    return Math.ceil(chain.reduce((sum, filter) => sum + filter.reach, 0) / samplesPerFrame);
  });
  const around = Math.max(0, ...frames);
  const first = Math.max(0, from - around);
  const last = Math.min(recording.frames, to + around);
  const whole = await recording.read(leads, first, last);
  return whole.map((samples, position) => {
    const { samplesPerFrame } = recording.leads[leads[position]!]!;
    const filtered = chains[position]!.reduce((signal, filter) => filter.apply(signal), withGaps(samples));
    return toSamples(filtered, (from - first) * samplesPerFrame, (Math.min(to, last) - first) * samplesPerFrame);
  });
}

function filtersOf({ rate, baseline }: Lead, settings: FilterSettings): LocalFilter[] {
  const chain = [
    settings.baseline === null ? null : baselineFilter(settings.baseline, rate, baseline),
    settings.mains === null ? null : mainsFilter(settings.mains, rate),
    settings.muscle === null ? null : muscleFilter(settings.muscle, rate),
  ];
  return chain.filter((filter) => filter !== null);
}
