import { windowLength } from './window.ts';

/** Share of the beats that count as unhurried. */
const share = 0.25;
/** Beats that a template is made of: at least where there are as many, and at most. */
const least = 12;
const most = 255;

/**
 * The beats that came latest for their neighbourhood, ascending.
 *
 * They stand for "this patient's own beat" without a label: a beat that comes after a long interval starts in the sinus node as a
 * rule, also where premature beats are every second one or the majority and a plain median would take after them. In a regular
 * rhythm any choice is as good.
 *
 * @param lateness of each beat, as `latenessOf` gives it
 */
export function unhurriedBeats(lateness: Float64Array): Int32Array {
  const count = lateness.length;
  const wanted = Math.min(count, Math.max(least, Math.ceil(share * count)));
  const latest = Int32Array.from({ length: count }, (_, beat) => beat).sort(
    (a, b) => lateness[b]! - lateness[a]! || a - b,
  );
  const chosen = latest.subarray(0, wanted).sort();
  if (wanted <= most) return chosen;
  return Int32Array.from({ length: most }, (_, index) => chosen[Math.floor((index * wanted) / most)]!);
}

/** The median of the chosen windows, sample by sample. */
export function medianWindow(windows: Float32Array, chosen: Int32Array): Float32Array {
  const template = new Float32Array(windowLength);
  const values = new Float32Array(chosen.length);
  for (let index = 0; index < windowLength && chosen.length > 0; index++) {
    for (let beat = 0; beat < chosen.length; beat++) values[beat] = windows[chosen[beat]! * windowLength + index]!;
    values.sort();
    template[index] = values[chosen.length >> 1]!;
  }
  return template;
}
