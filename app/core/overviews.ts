import type { ApplicationContract } from '../contract/application.ts';
import type { Input, Output } from '../rpc/contract.ts';
import { readExtremes, type Extremes } from '../signal/extremes.ts';
import { buildPyramids, pyramidBaseFrames, pyramidExtremes, type Pyramid } from '../signal/pyramid.ts';
import type { Recording } from '../signal/recording.ts';
import type { OpenRecordings } from './recordings.ts';
import { checkLeads } from './signals.ts';

type Read = 'signal.overview';

/** Minimum and maximum per bucket of any stretch: near the signal from the samples, from afar from a pyramid. */
export interface Overviews {
  read(input: Input<ApplicationContract, Read>, signal: AbortSignal): Promise<Output<ApplicationContract, Read>>;
  forget(recordingId: string): void;
}

const keptPyramids = 8;

export function createOverviews(recordings: OpenRecordings): Overviews {
  const pyramids = new Map<string, Promise<Pyramid[]>>();

  /** The pyramids of all leads, built on first need; the build is shared by whoever asks and not stopped by one of them. */
  function pyramidsOf(recordingId: string, recording: Recording): Promise<Pyramid[]> {
    const known = pyramids.get(recordingId);
    if (known) return known;
    const built = buildPyramids(
      recording,
      recording.leads.map((_, index) => index),
    );
    pyramids.set(recordingId, built);
    built.catch(() => pyramids.delete(recordingId));
    const oldest = pyramids.keys().next();
    if (pyramids.size > keptPyramids && !oldest.done) pyramids.delete(oldest.value);
    return built;
  }

  return {
    async read({ recordingId, leads, from, to, buckets }, signal) {
      const recording = await recordings.open(recordingId);
      checkLeads(recording, leads);
      const far = (to - from) / buckets >= pyramidBaseFrames;
      const built = far ? await pyramidsOf(recordingId, recording) : [];
      const extremes: Int32Array[] = [];
      for (const lead of leads) {
        signal.throwIfAborted();
        const pyramid = built[lead];
        const found = pyramid && pyramidExtremes(pyramid, from, to, buckets);
        extremes.push(interleave(found ?? (await readExtremes(recording, lead, from, to, buckets))));
      }
      return { from, to, extremes };
    },
    forget(recordingId) {
      pyramids.delete(recordingId);
    },
  };
}

function interleave({ minimum, maximum }: Extremes): Int32Array {
  const both = new Int32Array(2 * minimum.length);
  for (let bucket = 0; bucket < minimum.length; bucket++) {
    both[2 * bucket] = minimum[bucket]!;
    both[2 * bucket + 1] = maximum[bucket]!;
  }
  return both;
}
