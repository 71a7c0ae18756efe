import { beatClasses } from '../contract/classes.ts';

/** Indices of the classes that rhythm rules ask for. */
export const normal = beatClasses.indexOf('N');
export const supraventricular = beatClasses.indexOf('S');
export const ventricular = beatClasses.indexOf('V');
export const fusion = beatClasses.indexOf('F');

/** The beats of a recording as they are shown, column by column, and where the signal cannot be read. */
export interface RhythmBeats {
  /** Frames a second. */
  readonly rate: number;
  /** Length of the recording in frames. */
  readonly frames: number;
  /** Fiducial positions in frames, strictly ascending. */
  readonly samples: Int32Array;
  /** Shown label: index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** WFDB code that a person or the file gives the beat, 0 when none. */
  readonly codes: Uint8Array;
  /** Frames [from, to), ascending, apart from each other. */
  readonly unreadable: readonly { readonly from: number; readonly to: number }[];
}

/** Index of the first of ascending values that is `least` or more: of the first beat at a frame or later. */
export function firstFrom(values: Int32Array, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
