import type { Recording } from '../signal/recording.ts';
import { timedReading, type Stopwatch } from './timed.ts';

/** What a stage took. */
export interface StageSeconds {
  readonly stage: string;
  readonly seconds: number;
}

/** Watches over the stages of an analysis, which run as one stream and mostly at the same time. */
export interface AnalysisStages {
  /** The recording as the detector, and as the cutting of rows, reads it. */
  readonly forFinding: Recording;
  readonly forPreparing: Recording;
  /** Time of finding, and of cutting with all the finding behind it; of storing. */
  readonly finding: Stopwatch;
  readonly preparing: Stopwatch;
  readonly storing: Stopwatch;
  /** Seconds since the beginning. */
  elapsed(): number;
  /**
   * The seconds that this process spent on each stage; they sum up to the whole time. "naming beats" is the time that was
   * spent on waiting for the model, which works in processes of its own.
   */
  seconds(): StageSeconds[];
}

export function analysisStages(recording: Recording, loading: number): AnalysisStages {
  const begun = performance.now();
  const [readingToFind, readingToPrepare, finding, preparing, storing] = Array.from({ length: 5 }, (): Stopwatch => ({
    seconds: 0,
  })) as [Stopwatch, Stopwatch, Stopwatch, Stopwatch, Stopwatch];
  const elapsed = () => (performance.now() - begun) / 1000;
  return {
    forFinding: timedReading(recording, readingToFind),
    forPreparing: timedReading(recording, readingToPrepare),
    finding,
    preparing,
    storing,
    elapsed,
    seconds() {
      const cutting = preparing.seconds - finding.seconds - readingToPrepare.seconds;
      const naming = elapsed() - Math.max(preparing.seconds, finding.seconds) - storing.seconds;
      const stages: [string, number][] = [
        ['loading the model', loading],
        ['reading', readingToFind.seconds + readingToPrepare.seconds],
        ['finding beats', finding.seconds - readingToFind.seconds],
        ['preparing beats', cutting],
        ['naming beats', naming],
        ['storing', storing.seconds],
      ];
      return stages.map(([stage, seconds]) => ({ stage, seconds: Math.max(0, seconds) }));
    },
  };
}
