import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';
import { electrocardiogramLeads } from './leads.ts';
import { candidateMargin, findCandidates, samplesPerStep } from './qrs-candidates.ts';
import { createQrsDecision } from './qrs-decision.ts';
import { bridgeGaps } from './row.ts';

/** What can stop a long piece of work; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

export interface DetectOptions {
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
 * @returns fiducials in frames, strictly ascending: the R peak, or the nadir of a complex that is mainly negative
 * @throws CaliperError `unsupported` below 100 samples per second, `cancelled`, `damaged-file`
 */
export async function detectBeats(recording: Recording, options: DetectOptions = {}): Promise<Int32Array> {
  const leadIndex = await firstLeadWithSignal(recording);
  const lead = leadIndex === null ? undefined : recording.leads[leadIndex];
  if (leadIndex === null || !lead) return new Int32Array(0);
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
    bridgeGaps(samples);
    const sign = lead.gain < 0 ? -1 : 1;
    const found = findCandidates(samples, lead.rate, start * perFrame, from * perFrame, to * perFrame, sign);
    for (const candidate of found) decision.push(candidate);
    options.onProgress?.(to / recording.frames);
  }
  decision.finish(recording.frames / recording.rate);
  return Int32Array.from(fiducials);
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
