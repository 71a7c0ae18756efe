import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import type { Annotation } from '../../app/signal/recording.ts';

/** Pairs reference beats with detections. Distances are those of `offsets`: detection minus reference, in frames. */
export interface BeatMatch {
  readonly matched: number;
  readonly missed: number;
  readonly extra: number;
  readonly offsets: number[];
}

/**
 * Compares detections with the reference beats from `from` on, each pair at most `window` frames apart; detections within
 * ventricular flutter are left out. A simple stand-in for the EC57 comparison, for tests of the detector.
 */
export function matchBeats(
  annotations: readonly Annotation[],
  found: Int32Array,
  { window, from }: { window: number; from: number },
): BeatMatch {
  const flutter: [number, number][] = [];
  for (const { sample, code } of annotations) {
    if (code === 32) flutter.push([sample, Infinity]);
    if (code === 33 && flutter.length > 0) flutter[flutter.length - 1]![1] = sample;
  }
  const beats = annotations
    .filter(({ sample, code }) => isBeatCode(code) && sample >= from)
    .map(({ sample }) => sample);
  const tests = [...found].filter((sample) => sample >= from - window);
  const away = (beat: number | undefined, test: number | undefined) =>
    beat === undefined || test === undefined ? Infinity : Math.abs(beat - test);
  let [matched, missed, extra, beat, test] = [0, 0, 0, 0, 0];
  const offsets: number[] = [];
  while (beat < beats.length || test < tests.length) {
    const now = away(beats[beat], tests[test]);
    const reference = beats[beat] ?? Infinity;
    const detection = tests[test] ?? Infinity;
    if (now <= window && now <= away(beats[beat + 1], tests[test]) && now <= away(beats[beat], tests[test + 1])) {
      offsets.push(detection - reference);
      matched++;
      beat++;
      test++;
    } else if (reference < detection) {
      missed++;
      beat++;
    } else {
      const ignored = flutter.some(([start, end]) => detection >= start - window && detection <= end + window);
      if (detection >= from && !ignored) extra++;
      test++;
    }
  }
  return { matched, missed, extra, offsets };
}
