import type { Criteria } from '../../contract/rhythm.ts';
import { normal, supraventricular } from '../beats.ts';
import { EventCollector, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { entropyWindow, entropyWork } from './irregularity.ts';
import type { MeasureEntropy } from './remembered-entropy.ts';
import { pieceMask, type Work } from '../work.ts';

/** Intervals between beats of classes N and S, in readable parts of the recording one after the other. */
interface Series {
  /** Index of the beat that ends the interval. */
  readonly beats: Int32Array;
  /** Frames. */
  readonly lengths: Int32Array;
  /** 1 where the next interval begins with the beat that ends this one. */
  readonly linked: Uint8Array;
  /** 1 where an interval is the first of its part. */
  readonly begins: Uint8Array;
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
export function* atrialFibrillationWork(
  source: RhythmSource,
  { atrialFibrillation }: Criteria,
  measureEntropy: MeasureEntropy = entropyWork,
): Work<EventList> {
  const found = new EventCollector('atrial-fibrillation');
  const { beats } = source;
  const series = yield* conductedIntervals(source);
  const entropy = yield* measureEntropy(series.lengths, series.linked, beats.rate);
  const least = atrialFibrillation.seconds * beats.rate;
  const { irregularity } = atrialFibrillation;
  for (const { from, to } of yield* irregularStretches(beats.samples, series, entropy, irregularity)) {
    const first = series.beats[from]! - 1;
    const last = series.beats[to]!;
    if (beats.samples[last]! - beats.samples[first]! >= least)
      found.add(first, last, { rate: meanRate(beats, first, last) });
  }
  return found.list();
}

function* conductedIntervals({ beats, intervals }: RhythmSource): Work<Series> {
  const { labels, samples } = beats;
  const { before } = intervals;
  const ends = new Int32Array(labels.length);
  const lengths = new Int32Array(labels.length);
  const linked = new Uint8Array(labels.length);
  const begins = new Uint8Array(labels.length);
  let count = 0;
  let isNewPart = true;
  for (let beat = 1; beat < labels.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (!(before[beat]! > 0)) isNewPart = true;
    else if (isConducted(labels[beat]!) && isConducted(labels[beat - 1]!)) {
      ends[count] = beat;
      lengths[count] = Math.min(samples[beat]! - samples[beat - 1]!, longest);
      if (count > 0 && ends[count - 1] === beat - 1) linked[count - 1] = 1;
      begins[count] = isNewPart ? 1 : 0;
      isNewPart = false;
      count++;
    }
  }
  return {
    beats: ends.subarray(0, count),
    lengths: lengths.subarray(0, count),
    linked: linked.subarray(0, count),
    begins: begins.subarray(0, count),
  };
}

function isConducted(label: number): boolean {
  return label === normal || label === supraventricular;
}

/** Stretches of intervals, both ends included. */
function* irregularStretches(
  samples: Int32Array,
  { beats, lengths, begins }: Series,
  entropy: Float32Array,
  limit: number,
): Work<{ from: number; to: number }[]> {
  const stretches: { from: number; to: number }[] = [];
  const half = entropyWindow >> 1;
  let filled = 0;
  let part = 0;
  for (let end = 0; end < lengths.length; end++) {
    if ((end & pieceMask) === 0) yield;
    filled += lengths[end]! - (end < entropyWindow ? 0 : lengths[end - entropyWindow]!);
    if (begins[end]) part = end;
    const begin = end - entropyWindow + 1;
    if (begin < part || !(entropy[end]! > limit)) continue;
    const spanned = samples[beats[end]!]! - samples[beats[begin]! - 1]!;
    if (filled < leastFilled * spanned) continue;
    const from = begin === part ? part : end - half;
    const isLast = end === lengths.length - 1 || begins[end + 1] === 1;
    const to = isLast ? end : end - half;
    const last = stretches.at(-1);
    if (last && from <= last.to + 1 && from > part) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}
