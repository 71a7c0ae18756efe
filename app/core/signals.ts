import { maximumWindowSamples } from '../contract/calls.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ApplicationContract } from '../contract/application.ts';
import type { Input, Output } from '../rpc/contract.ts';
import type { Recording } from '../signal/recording.ts';
import type { OpenRecordings } from './recordings.ts';

type SignalRead = 'signal.read';

/**
 * ADC values of a window.
 *
 * @throws CaliperError `too-large` beyond maximumWindowSamples, `invalid-input` for a lead the recording lacks
 */
export async function readSignal(
  recordings: OpenRecordings,
  { recordingId, leads, from, to }: Input<ApplicationContract, SignalRead>,
): Promise<Output<ApplicationContract, SignalRead>> {
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
  return { from: start, to: end, samples: await recording.read(leads, start, end) };
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
