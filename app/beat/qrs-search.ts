import type { Lead, Recording } from '../signal/recording.ts';
import { placeFiducial } from './fiducial.ts';
import { closeGaps } from './gaps.ts';
import type { LeadSecond } from './lead-levels.ts';
import { createLeadLevels, neighbourSeconds, secondsOf } from './lead-levels.ts';
import type { Candidate, CoarseLead } from './qrs-candidates.ts';
import { createCandidateFinder } from './qrs-candidates.ts';
import { coarseSignal, workingRate } from './qrs-coarse.ts';
import { createEnvelopeFilter, envelopePadding } from './qrs-envelope.ts';

/** Seconds read beside a block: those that a second is judged with, and two for what the filters reach. */
const margin = neighbourSeconds + 2;

/** The candidates of a block, and how the leads were in its seconds. */
export interface SearchedBlock {
  /** First second of the block, and its end. */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
  /** By lead and second of the block. */
  readonly leads: readonly (readonly LeadSecond[])[];
}

/** One lead with what is remembered of it from block to block. */
interface FollowedLead {
  readonly index: number;
  readonly lead: Lead;
  readonly judge: ReturnType<typeof createLeadLevels>;
  readonly filter: ReturnType<typeof createEnvelopeFilter>;
  /** Room for the lead at the working rate. */
  readonly coarse: Float64Array;
  /** Judged seconds that the next block looks at again, the last of them second `judged - 1`. */
  recent: LeadSecond[];
  judged: number;
}

/**
 * Looks for candidates block by block, reading every sample once but for the seconds beside a block.
 *
 * Nothing that is found depends on how long the blocks are.
 *
 * @param leadIndices leads to look at
 * @param blockSeconds whole seconds of a block
 */
export async function* searchBlocks(
  recording: Recording,
  leadIndices: readonly number[],
  blockSeconds: number,
): AsyncGenerator<SearchedBlock> {
  const longest = (blockSeconds + 2 * margin) * workingRate;
  const findCandidates = createCandidateFinder(longest);
  const followed = leadIndices.map((index): FollowedLead => ({
    index,
    lead: recording.leads[index]!,
    judge: createLeadLevels(),
    filter: createEnvelopeFilter(longest),
    coarse: new Float64Array(longest + 2 * envelopePadding),
    recent: [],
    judged: 0,
  }));
  const duration = Math.ceil(recording.frames / recording.rate);
  for (let from = 0; from < duration; from += blockSeconds) {
    const to = Math.min(duration, from + blockSeconds);
    const start = Math.max(0, from - margin);
    const end = Math.min(duration, to + margin);
    const firstFrame = Math.max(0, Math.floor(start * recording.rate) - 1);
    const lastFrame = Math.min(recording.frames, Math.ceil(end * recording.rate) + 1);
    const windows = await recording.read(leadIndices, firstFrame, lastFrame);
    const leads = followed.map((each, place) =>
      coarseLead(each, windows[place]!, firstFrame, start, end, Math.min(duration, to + 1)),
    );
    const candidates = findCandidates(
      leads,
      start * workingRate,
      from * workingRate,
      to * workingRate,
      (step, shares) => {
        const best = Math.max(...shares);
        const place = shares.findIndex((share) => 2 * share >= best);
        const { lead } = followed[place]!;
        const offset = firstFrame * lead.samplesPerFrame;
        const centre = Math.round(((step + 0.5) * lead.rate) / workingRate) - offset;
        const found = offset + placeFiducial(windows[place]!, centre, lead.rate, lead.gain < 0 ? -1 : 1);
        return Math.floor(found / lead.samplesPerFrame);
      },
    );
    yield { from, to, candidates, leads: leads.map(({ seconds }) => seconds.slice(from - start, to - start)) };
  }
}

function coarseLead(
  followed: FollowedLead,
  samples: Int32Array,
  firstFrame: number,
  start: number,
  end: number,
  judgeTo: number,
): CoarseLead {
  const { lead } = followed;
  const gaps = closeGaps(samples, lead.rate);
  const offset = firstFrame * lead.samplesPerFrame;
  const first = start * workingRate;
  const count = end * workingRate - first;
  const { coarse } = followed;
  coarseSignal(samples, lead.rate, offset, first - envelopePadding, first + count + envelopePadding, coarse);
  const { band, slope, envelope } = followed.filter(coarse, count);
  for (const gap of gaps) {
    const from = Math.round(((offset + gap.from) * workingRate) / lead.rate) - first;
    const to = Math.round(((offset + gap.to) * workingRate) / lead.rate) - first;
    band.fill(0, Math.max(0, from), Math.max(0, to));
    slope.fill(0, Math.max(0, from), Math.max(0, to));
  }
  const statistics = secondsOf(envelope);
  for (; followed.judged < judgeTo; followed.judged++) {
    followed.recent.push(followed.judge(statistics, followed.judged - start));
  }
  const known = followed.recent.slice(Math.max(0, followed.recent.length - (followed.judged - start)));
  followed.recent = followed.recent.slice(-2 * margin - 1);
  const missing = followed.judged - start - known.length;
  const unknown: LeadSecond = { level: 0, noise: 1, weight: 0 };
  return {
    coarse: coarse.subarray(envelopePadding, envelopePadding + count),
    band,
    slope,
    seconds: [...Array.from({ length: missing }, () => unknown), ...known],
  };
}
