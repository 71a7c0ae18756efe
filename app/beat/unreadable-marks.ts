import type { Annotation } from '../signal/recording.ts';

/** WFDB code of NOISE. */
const noiseCode = 14;
/** Subtype of a noise annotation that says: nothing can be read from here on; and of one that ends it. */
const shutdown = 0x30;
const clean = 0;

/**
 * Noise marks that tell EC57 where the shown labels say "unreadable": around each gap between beats within a stretch.
 *
 * A beat that is shown inside a stretch was read, so it interrupts the stretch; the comparison programs would take a mark with a
 * beat behind it for the middle of a gap instead.
 *
 * @param samples positions of the shown beats in frames, ascending
 * @param stretches in frames, ascending, apart from each other
 * @returns marks in pairs, ascending, none of them at a beat
 */
export function unreadableMarks(
  samples: Int32Array,
  stretches: readonly { readonly from: number; readonly to: number }[],
): Annotation[] {
  const marks: Annotation[] = [];
  let beat = 0;
  for (const { from, to } of stretches) {
    let begin = from;
    while (beat < samples.length && samples[beat]! < from) beat++;
    for (; beat < samples.length && samples[beat]! <= to; beat++) {
      addGap(begin, samples[beat]! - 1);
      begin = samples[beat]! + 1;
    }
    addGap(begin, to);
  }
  return marks;

  function addGap(begin: number, end: number): void {
    if (end > begin) marks.push(mark(begin, shutdown), mark(end, clean));
  }
}

function mark(sample: number, subtype: number): Annotation {
  return { sample, code: noiseCode, subtype, channel: 0, number: 0, aux: '' };
}
