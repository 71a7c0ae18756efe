import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import { maximumWindowSamples } from '../contract/signals.ts';
import type { Handlers, Input, Output } from '../rpc/contract.ts';
import { readFiltered } from '../signal/filters/read-filtered.ts';
import { leadState } from '../signal/lead-state.ts';
import type { Recording } from '../signal/recording.ts';
import type { Overviews } from './overviews.ts';
import type { OpenRecordings } from './recordings.ts';

type SignalCalls = 'signal.read' | 'signal.overview' | 'signal.describe' | 'signal.leads';

/** The signal of a recording: its samples, its extremes, and what it is. */
export function signalHandlers(
  recordings: OpenRecordings,
  overviews: Overviews,
): Pick<Handlers<ApplicationContract>, SignalCalls> {
  return {
    'signal.read': (input) => readSignal(recordings, input),
    'signal.overview': (input, { signal }) => overviews.read(input, signal),
    'signal.describe': async ({ recordingId }) => {
      const { startedAt = null } = await recordings.open(recordingId);
      return { startedAt };
    },
    'signal.leads': async ({ recordingId }) => ({ leads: (await overviews.pyramids(recordingId)).map(leadState) }),
  };
}

/**
 * ADC values of a window, filtered for looking where asked.
 *
 * @throws CaliperError `too-large` beyond maximumWindowSamples, `invalid-input` for a lead the recording lacks
 */
export async function readSignal(
  recordings: OpenRecordings,
  { recordingId, leads, from, to, filters }: Input<ApplicationContract, 'signal.read'>,
): Promise<Output<ApplicationContract, 'signal.read'>> {
  const recording = await recordings.open(recordingId);
  checkLeads(recording, leads);
  const samplesPerFrame = leads.reduce((sum, lead) => sum + (recording.leads[lead]?.samplesPerFrame ?? 1), 0);
  if ((to - from) * samplesPerFrame > maximumWindowSamples) {
    throw new CaliperError(
      'too-large',
      `A window holds ${maximumWindowSamples} samples at most, all its leads together.`,
    );
  }
  const end = Math.min(to, recording.frames);
  const start = Math.min(from, end);
  const filtered = filters && Object.values(filters).some((frequency) => frequency !== null);
  const samples = filtered
    ? await readFiltered(recording, leads, start, end, filters)
    : await recording.read(leads, start, end);
  return { from: start, to: end, samples };
}

/** @throws CaliperError `invalid-input` naming the lead */
export function checkLeads(recording: Recording, leads: readonly number[]): void {
  const missing = leads.find((lead) => lead >= recording.leads.length);
  if (missing !== undefined)
    throw new CaliperError(
      'invalid-input',
      `${recording.name} has ${recording.leads.length} leads; there is no lead ${missing + 1}.`,
    );
}
