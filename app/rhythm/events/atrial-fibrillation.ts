import type { Criteria } from '../../contract/rhythm.ts';
import { normal, supraventricular } from '../beats.ts';
import { EventCollector, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { entropyWindow, slidingEntropy } from './irregularity.ts';

/** Intervals between beats of classes N and S of one readable part of the recording. */
interface Part {
  /** Index of the beat that ends the interval. */
  readonly beats: Int32Array;
  /** Frames. */
  readonly lengths: Int32Array;
  readonly linked: Uint8Array;
}

/** An interval this long, in frames, is as good as any longer one: so that sums stay small. */
const longest = 2 ** 20;
/** A window says nothing where its intervals fill less than this share of the time that it spans. */
const leastFilled = 0.5;

/**
 * Candidates for atrial fibrillation: stretches in which RR intervals between beats of classes N and S are as irregular as in
 * it. Intervals at ventricular, fusion and unknown beats are left out, so that ectopy is no irregularity. What a window of 48
 * intervals says holds for the interval in its middle; readable parts with fewer intervals are not judged. It sees no P
 * waves: frequent atrial ectopy, flutter with changing conduction and wandering pacemakers look alike.
 *
 * `caliper rhythm --compare` prints what it finds of the episodes that the annotations of a database have.
 */
export function findAtrialFibrillation(source: RhythmSource, { atrialFibrillation }: Criteria): EventList {
  const found = new EventCollector('atrial-fibrillation');
  const { beats } = source;
  const least = atrialFibrillation.seconds * beats.rate;
  for (const part of readableParts(source)) {
    for (const { from, to } of irregularStretches(beats.samples, part, atrialFibrillation.irregularity, beats.rate)) {
      const first = part.beats[from]! - 1;
      const last = part.beats[to]!;
      if (beats.samples[last]! - beats.samples[first]! >= least)
        found.add(first, last, { rate: meanRate(beats, first, last) });
    }
  }
  return found.list();
}

function* readableParts({ beats, intervals }: RhythmSource): Generator<Part> {
  const { labels, samples } = beats;
  const { before } = intervals;
  const conducted = (beat: number) => labels[beat] === normal || labels[beat] === supraventricular;
  let ends: number[] = [];
  for (let beat = 1; beat <= labels.length; beat++) {
    const readable = beat < labels.length && before[beat]! > 0;
    if (readable && conducted(beat) && conducted(beat - 1)) ends.push(beat);
    if (readable) continue;
    if (ends.length >= entropyWindow)
      yield {
        beats: Int32Array.from(ends),
        lengths: Int32Array.from(ends, (end) => Math.min(samples[end]! - samples[end - 1]!, longest)),
        linked: Uint8Array.from(ends, (end, index) => (ends[index + 1] === end + 1 ? 1 : 0)),
      };
    ends = [];
  }
}

/** Stretches of intervals, both ends included. */
function irregularStretches(
  samples: Int32Array,
  { beats, lengths, linked }: Part,
  limit: number,
  rate: number,
): { from: number; to: number }[] {
  const entropy = slidingEntropy(lengths, linked, rate);
  const stretches: { from: number; to: number }[] = [];
  const half = entropyWindow >> 1;
  let filled = 0;
  for (let end = 0; end < lengths.length; end++) {
    filled += lengths[end]! - (end < entropyWindow ? 0 : lengths[end - entropyWindow]!);
    const begin = end - entropyWindow + 1;
    if (begin < 0 || !(entropy[end]! > limit)) continue;
    const spanned = samples[beats[end]!]! - samples[beats[begin]! - 1]!;
    if (filled < leastFilled * spanned) continue;
    const from = begin === 0 ? 0 : end - half;
    const to = end === lengths.length - 1 ? end : end - half;
    const last = stretches.at(-1);
    if (last && from <= last.to + 1) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}
