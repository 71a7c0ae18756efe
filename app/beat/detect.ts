import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';
import type { Detection, QualityTrack, Stretch } from './detection.ts';
import { electrocardiogramLeads } from './leads.ts';
import { candidateMargin, findCandidates, samplesPerStep } from './qrs-candidates.ts';
import { createQrsDecision } from './qrs-decision.ts';
import { bridgeGaps } from './row.ts';

/** What can stop a long piece of work; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

export interface DetectOptions {
  /** Which leads to look at, by index; those of the recording that carry a voltage when left out. */
  readonly leads?: readonly number[];
  readonly signal?: StopSignal;
  /** Called after each block with the share done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Lowest rate at which a QRS complex still has a shape, in samples per second. */
const lowestRate = 100;
/** Seconds read at a time. */
const block = 60;
/** Places and seconds at which a lead is looked at before it is trusted. */
const probes = 12;
const probeSeconds = 2;

/**
 * Finds the QRS complexes of a recording on its first lead that carries a signal.
 *
 * A baseline detector after Pan and Tompkins (1985) and Hamilton (2002): see `qrs-envelope.ts` for the signal chain and
 * `qrs-decision.ts` for the rules. The recording is read once, a minute at a time.
 *
 * @throws CaliperError `unsupported` below 100 samples per second, `cancelled`, `damaged-file`
 */
export async function detectBeats(recording: Recording, options: DetectOptions = {}): Promise<Detection> {
  const quality: QualityTrack = new Uint8Array(Math.ceil(recording.frames / recording.rate));
  const leadIndex = options.leads === undefined ? await firstLeadWithSignal(recording) : (options.leads[0] ?? null);
  const lead = leadIndex === null ? undefined : recording.leads[leadIndex];
  if (leadIndex === null || !lead) {
    return { samples: new Int32Array(0), leads: [], quality, unreadable: unreadableStretches(quality, recording) };
  }
  if (lead.rate < lowestRate) {
    throw new CaliperError(
      'unsupported',
      `${recording.name} has ${lead.rate} samples per second; beats can be detected from ${lowestRate} on.`,
    );
  }
  const perFrame = lead.samplesPerFrame;
  const fiducials: number[] = [];
  const decision = createQrsDecision(({ fiducial }) => {
    const frame = Math.floor(fiducial / perFrame);
    if (frame > (fiducials[fiducials.length - 1] ?? -1)) fiducials.push(frame);
  });
  const step = samplesPerStep(lead.rate);
  const blockFrames = Math.max(1, Math.round((block * recording.rate) / step)) * step;
  const marginFrames = Math.ceil((candidateMargin * recording.rate) / step) * step;
  for (let from = 0; from < recording.frames; from += blockFrames) {
    if (options.signal?.aborted) throw new CaliperError('cancelled', `Detection in ${recording.name} was stopped.`);
    const to = Math.min(recording.frames, from + blockFrames);
    const start = Math.max(0, from - marginFrames);
    const [samples] = await recording.read([leadIndex], start, Math.min(recording.frames, to + marginFrames));
    if (!samples) break;
    markChangingSeconds(quality, samples, start * perFrame, lead.rate);
    bridgeGaps(samples);
    const sign = lead.gain < 0 ? -1 : 1;
    const found = findCandidates(samples, lead.rate, start * perFrame, from * perFrame, to * perFrame, sign);
    for (const candidate of found) decision.push(candidate);
    options.onProgress?.(to / recording.frames);
  }
  decision.finish(recording.frames / recording.rate);
  return {
    samples: Int32Array.from(fiducials),
    leads: [leadIndex],
    quality,
    unreadable: unreadableStretches(quality, recording),
  };
}

/** Gives 100 to every second in which the lead changes. */
function markChangingSeconds(quality: QualityTrack, samples: Int32Array, offset: number, rate: number): void {
  for (let index = 1; index < samples.length; index++) {
    if (samples[index] === samples[index - 1]) continue;
    quality[Math.floor((offset + index) / rate)] = 100;
  }
}

function unreadableStretches(quality: QualityTrack, recording: Recording): Stretch[] {
  const stretches: Stretch[] = [];
  for (let second = 0; second < quality.length; second++) {
    if (quality[second]! > 0) continue;
    const from = Math.round(second * recording.rate);
    while (second + 1 < quality.length && quality[second + 1] === 0) second++;
    stretches.push({ from, to: Math.min(recording.frames, Math.round((second + 1) * recording.rate)) });
  }
  return stretches;
}

/** The first lead that changes in at least half of the places where any lead does; null when none ever does. */
async function firstLeadWithSignal(recording: Recording): Promise<number | null> {
  const leads = electrocardiogramLeads(recording);
  const alive = leads.map(() => 0);
  const width = Math.min(recording.frames, Math.ceil(probeSeconds * recording.rate));
  for (let probe = 0; probe < probes; probe++) {
    const from = Math.floor(((recording.frames - width) * probe) / (probes - 1));
    const windows = await recording.read(leads, from, from + width);
    windows.forEach((samples, place) => {
      bridgeGaps(samples);
      if (samples.some((sample) => sample !== samples[0])) alive[place]!++;
    });
  }
  const most = Math.max(0, ...alive);
  if (most === 0) return null;
  return leads[alive.findIndex((count) => count >= most / 2)] ?? null;
}
