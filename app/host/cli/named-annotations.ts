import type { Stretch } from '../../beat/detection.ts';
import { unreadableMarks } from '../../beat/unreadable-marks.ts';
import type { Annotation } from '../../signal/recording.ts';

/** Beats in frames, ascending, and the class of each. */
export interface NamedPositions {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
}

/** WFDB codes that stand for the classes N, S, V, F and Q; an unnamed beat is written as "?". */
const classCodes = [1, 9, 5, 6, 13] as const;
const unnamedCode = 30;

/** The beats outside of the stretches, which are ascending and apart from each other. */
export function beatsOutside({ samples, labels }: NamedPositions, stretches: readonly Stretch[]): NamedPositions {
  let stretch = 0;
  const outside = (sample: number) => {
    while (stretch < stretches.length && stretches[stretch]!.to <= sample) stretch++;
    return stretch === stretches.length || sample < stretches[stretch]!.from;
  };
  const kept: number[] = [];
  samples.forEach((sample, beat) => {
    if (outside(sample)) kept.push(beat);
  });
  return {
    samples: Int32Array.from(kept, (beat) => samples[beat]!),
    labels: Uint8Array.from(kept, (beat) => labels[beat]!),
  };
}

/**
 * Named beats as WFDB annotations, in time order, with NOISE marks around what could not be read (see {@link unreadableMarks}).
 * They are made while they are written: a fortnight has more than a million.
 */
export function* namedAnnotations(
  { samples, labels }: NamedPositions,
  unreadable: readonly Stretch[],
): Generator<Annotation> {
  const marks = unreadableMarks(samples, unreadable);
  let mark = 0;
  for (let beat = 0; beat < samples.length; beat++) {
    const sample = samples[beat]!;
    for (; mark < marks.length && marks[mark]!.sample < sample; mark++) yield marks[mark]!;
    yield { sample, code: classCodes[labels[beat]!] ?? unnamedCode, subtype: 0, channel: 0, number: 0, aux: '' };
  }
  yield* marks.slice(mark);
}
