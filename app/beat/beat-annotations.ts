import type { Annotation } from '../signal/recording.ts';
import { unreadableMarks } from './unreadable-marks.ts';

/** WFDB code of a comment. */
const noteCode = 22;

/** A text at a place of the recording. */
export interface PlacedText {
  /** Frame. */
  readonly sample: number;
  readonly text: string;
}

/**
 * Beats as WFDB annotations, in time order, with NOISE marks around what could not be read (see {@link unreadableMarks}) and
 * comments as NOTE. They are made while they are written: a fortnight has more than a million.
 *
 * @param samples frames, ascending
 * @param codes WFDB code of each beat
 * @param unreadable stretches in frames, ascending, apart from each other
 * @param texts ascending; a text at a beat comes behind it
 */
export function* beatAnnotations(
  samples: Int32Array,
  codes: Uint8Array,
  unreadable: readonly { readonly from: number; readonly to: number }[],
  texts: readonly PlacedText[] = [],
): Generator<Annotation> {
  const notes = texts.map(({ sample, text }) => ({ ...plain(sample, noteCode), aux: text }));
  const beside = [...unreadableMarks(samples, unreadable), ...notes].sort((a, b) => a.sample - b.sample);
  let next = 0;
  for (let beat = 0; beat < samples.length; beat++) {
    const sample = samples[beat]!;
    for (; next < beside.length && beside[next]!.sample < sample; next++) yield beside[next]!;
    yield plain(sample, codes[beat]!);
  }
  yield* beside.slice(next);
}

function plain(sample: number, code: number): Annotation {
  return { sample, code, subtype: 0, channel: 0, number: 0, aux: '' };
}
