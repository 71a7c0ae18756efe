import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';
import type { Detection } from './detection.ts';
import { electrocardiogramLeads } from './leads.ts';
import { logOdds } from './qrs-network.ts';
import { createQrsDecision } from './qrs-decision.ts';
import { createQrsReview } from './qrs-review.ts';
import { searchBlocks } from './qrs-search.ts';
import { createQrsVerdict } from './qrs-verdict.ts';
import { bestQuality, qualityOf, unreadableStretches } from './quality.ts';

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
  /** Whole seconds read at a time; what is found does not depend on it. */
  readonly blockSeconds?: number;
}

/** Lowest rate at which a QRS complex still has a shape, in samples per second. */
const lowestRate = 100;
const usualBlock = 240;

/**
 * Finds the QRS complexes of a recording, on all its leads together, and says where they cannot be found.
 *
 * Five steps, each in a file of its own, run as one stream over blocks of the recording, so memory does not grow with its
 * length: `qrs-search.ts` makes an envelope of QRS energy from all leads, each counting by how clear it is, and takes its
 * peaks; `qrs-decision.ts` decides by thresholds that follow the beats; `qrs-review.ts` looks again, twelve seconds later, at
 * every peak in the company of its neighbours and gives the odds that it is a beat; `qrs-verdict.ts` turns odds into beats;
 * `quality.ts` turns their doubt into the quality of each second.
 *
 * @throws CaliperError `unsupported` when no lead has 100 samples per second or more, `cancelled`, `damaged-file`
 */
export async function detectBeats(recording: Recording, options: DetectOptions = {}): Promise<Detection> {
  const stream = streamBeats(recording, options);
  for (;;) {
    const next = await stream.next();
    if (next.done) return next.value;
  }
}

/**
 * As {@link detectBeats}, giving the beats as they are found.
 *
 * @returns yields further beats, ascending, each time that a block was read; there may be none
 */
export async function* streamBeats(
  recording: Recording,
  options: DetectOptions = {},
): AsyncGenerator<Int32Array, Detection> {
  const wanted = options.leads ?? electrocardiogramLeads(recording);
  const leads = wanted.filter((index) => (recording.leads[index]?.rate ?? 0) >= lowestRate);
  if (leads.length === 0 && wanted.length > 0) {
    const highest = Math.max(...wanted.map((index) => recording.leads[index]?.rate ?? 0));
    throw new CaliperError(
      'unsupported',
      `${recording.name} has ${highest} samples per second; beats can be detected from ${lowestRate} on.`,
    );
  }
  const seconds = leads.length > 0 ? Math.ceil(recording.frames / recording.rate) : 0;
  const quality = new Uint8Array(seconds);
  const best = new Uint8Array(seconds);
  const fiducials: number[] = [];
  let given = 0;
  const verdict = createQrsVerdict(
    seconds,
    ({ fiducial }) => {
      if (fiducial > (fiducials[fiducials.length - 1] ?? -1)) fiducials.push(fiducial);
    },
    (second, errors) => {
      quality[second] = qualityOf(errors, best[second]!);
    },
  );
  const review = createQrsReview(({ candidate }, features) => verdict.push(candidate, logOdds(features)));
  const decision = createQrsDecision((candidate) => review.mark(candidate));
  if (leads.length > 0) {
    for await (const block of searchBlocks(recording, leads, options.blockSeconds ?? usualBlock)) {
      if (options.signal?.aborted) throw new CaliperError('cancelled', `Detection in ${recording.name} was stopped.`);
      for (const lead of block.leads) {
        lead.forEach(({ noise, weight }, index) => {
          const second = block.from + index;
          best[second] = Math.max(best[second]!, bestQuality(weight > 0 ? noise : null));
        });
      }
      for (const candidate of block.candidates) {
        review.push(candidate);
        if (candidate.strong) decision.push(candidate);
      }
      options.onProgress?.(block.to / seconds);
      yield Int32Array.from(fiducials.slice(given));
      given = fiducials.length;
    }
  }
  decision.finish(recording.frames / recording.rate);
  review.finish();
  verdict.finish();
  yield Int32Array.from(fiducials.slice(given));
  return {
    samples: Int32Array.from(fiducials),
    leads,
    quality,
    unreadable: unreadableStretches(quality, recording.rate, recording.frames),
  };
}
