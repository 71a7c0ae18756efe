import type { ClassMapping } from '../../beat/classes.ts';
import type { Annotation } from '../../signal/recording.ts';
import type { RecentEpisodes } from './episodes.ts';
import { recentEpisodes } from './episodes.ts';
import type { LabelIndex } from './labels.ts';
import { meansShutdown, pairingLabel, specialCodes, uncounted } from './labels.ts';

/** Position of the beat after the last one: past every possible one (positions end at 2^31 - 2). */
export const afterLastBeat = 2 ** 31 - 1;

/** What a reader of one side of a comparison needs to know. */
export interface BeatReaderOptions {
  readonly mapping: ClassMapping;
  /** Match window in frames. */
  readonly window: number;
  /** End of the comparison in frames, null when the record's length is unknown. */
  readonly end: number | null;
  /** Only the test side's shutdown is timed. */
  readonly side: 'reference' | 'test';
}

/** One side of a beat-by-beat comparison, read beat by beat with one beat of foresight. Positions in frames. */
export interface BeatReader {
  readonly sample: number;
  readonly label: LabelIndex;
  readonly nextSample: number;
  /** Interval from the beat before to this one; 0 where there is none or an episode began between them. */
  readonly rrInterval: number;
  /** Frames of shutdown read so far (test side). */
  readonly shutdownFrames: number;
  readonly shutdowns: RecentEpisodes;
  readonly fibrillations: RecentEpisodes;
  /** Steps to the next beat. */
  advance(): void;
}

/**
 * Starts reading one side, at position 0 with no beat: call `advance` for the first.
 *
 * Annotations other than beats only mark shutdown and fibrillation; everything inside a marked fibrillation is skipped.
 * Rules: ANSI/AAMI EC57 section 4.3 as the program bxb (WFDB 10.7.0) applies them, its treatment of episodes without an
 * end included.
 */
export function readBeats(annotations: readonly Annotation[], options: BeatReaderOptions): BeatReader {
  const { mapping, window, end, side } = options;
  const shutdowns = recentEpisodes();
  const fibrillations = recentEpisodes();
  let nextLabel: LabelIndex = uncounted;
  let at = 0;

  const reader = {
    sample: 0,
    label: uncounted,
    nextSample: 0,
    rrInterval: 0,
    shutdownFrames: 0,
    shutdowns,
    fibrillations,
    advance() {
      const before = reader.sample;
      const sample = reader.nextSample;
      const interrupted = fibrillations.beganBetween(before, sample) || shutdowns.beganBetween(before, sample);
      reader.rrInterval = before === 0 || sample === afterLastBeat || interrupted ? 0 : sample - before;
      reader.sample = sample;
      reader.label = nextLabel;
      lookAhead();
    },
  };

  function take(): Annotation | undefined {
    return annotations[at++];
  }

  function lookAhead(): void {
    for (let entry = take(); entry; entry = take()) {
      const label = pairingLabel(entry.code, mapping);
      if (label !== null) {
        reader.nextSample = entry.sample;
        nextLabel = label;
        return;
      }
      if (entry.code === specialCodes.noise && meansShutdown(entry.subtype)) readShutdown(entry);
      else if (entry.code === specialCodes.fibrillationOn) skipFibrillation(entry);
    }
    reader.nextSample = afterLastBeat;
    nextLabel = uncounted;
  }

  /**
   * Shutdown lasts until a NOISE annotation that says otherwise. Where another annotation follows instead, the mark
   * stands somewhere inside (AHA database): shutdown then fills the gap between the beats around it, less the window.
   */
  function readShutdown(mark: Annotation): void {
    shutdowns.begin(mark.sample);
    const next = take();
    if (!next) {
      if (side === 'reference') shutdowns.end(afterLastBeat);
      else if (end !== null) reader.shutdownFrames += end - mark.sample;
      return;
    }
    let from = mark.sample;
    let to = next.sample;
    if (next.code !== specialCodes.noise || meansShutdown(next.subtype)) {
      at--;
      to = next.sample - window;
      from = Math.min(to, Math.max(fibrillations.latestEnd(), reader.sample) + window);
    }
    shutdowns.moveBeginning(from);
    shutdowns.end(to);
    reader.shutdownFrames += to - from;
  }

  function skipFibrillation(mark: Annotation): void {
    fibrillations.begin(mark.sample);
    for (let entry = take(); entry; entry = take()) {
      if (entry.code !== specialCodes.fibrillationOff) continue;
      fibrillations.end(entry.sample);
      return;
    }
  }

  return reader;
}
