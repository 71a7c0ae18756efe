import { beatAnnotations } from '../../beat/beat-annotations.ts';
import type { Stretch } from '../../beat/detection.ts';
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

/** Named beats as WFDB annotations; see {@link beatAnnotations}. */
export function namedAnnotations(
  { samples, labels }: NamedPositions,
  unreadable: readonly Stretch[],
): Generator<Annotation> {
  const codes = Uint8Array.from(labels, (label) => classCodes[label] ?? unnamedCode);
  return beatAnnotations(samples, codes, unreadable);
}
