import { beatClasses, notAnalysed, plainCodes } from '../contract/classes.ts';
import { lowerBound } from './columns.ts';

/** A label that says: here is no beat. */
export const noBeat = 254;

/** What persons decided, in time order: labels (`noBeat`: deleted) and WFDB codes (0: the class's plain one). */
export interface DecidedBeats {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  readonly codes: Uint8Array;
}

/** Beats as shown. */
export interface LaidBeats {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  /** WFDB codes of the labels. */
  readonly codes: Uint8Array;
  /** 1 where a person decided. */
  readonly decided: Uint8Array;
  /** Index of each beat among those of the run, -1 for an inserted one; null when the beats are those of the run. */
  readonly origins: Int32Array | null;
}

/** Lays what persons decided over the beats of a run: other labels, beats that were inserted, none that were deleted. */
export function layOver(base: { samples: Int32Array; labels: Uint8Array }, decided: DecidedBeats): LaidBeats {
  const places = placesOf(base.samples, decided);
  if (places === null) return layAnew(base, decided);
  const labels = base.labels.slice();
  const flags = new Uint8Array(labels.length);
  const codes = plainCodesOf(labels);
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    labels[place] = decided.labels[index]!;
    codes[place] = shownCode(decided.labels[index]!, decided.codes[index]!);
    flags[place] = 1;
  }
  return { samples: base.samples, labels, codes, decided: flags, origins: null };
}

/** Where each decided beat lies among those of the run; null when one was inserted or deleted. */
function placesOf(samples: Int32Array, decided: DecidedBeats): Int32Array | null {
  const places = new Int32Array(decided.samples.length);
  for (let index = 0; index < places.length; index++) {
    if (decided.labels[index] === noBeat) return null;
    const place = lowerBound(samples, decided.samples[index]!);
    if (samples[place] !== decided.samples[index]) return null;
    places[index] = place;
  }
  return places;
}

function layAnew(base: { samples: Int32Array; labels: Uint8Array }, decided: DecidedBeats): LaidBeats {
  const room = base.samples.length + decided.samples.length;
  const samples = new Int32Array(room);
  const labels = new Uint8Array(room);
  const codes = new Uint8Array(room);
  const flags = new Uint8Array(room);
  const origins = new Int32Array(room);
  let count = 0;
  let next = 0;
  function put(sample: number, origin: number, label: number, code: number, flag: number): void {
    if (label === noBeat) return;
    samples[count] = sample;
    labels[count] = label;
    codes[count] = shownCode(label, code);
    flags[count] = flag;
    origins[count++] = origin;
  }
  for (let index = 0; index <= base.samples.length; index++) {
    const sample = index < base.samples.length ? base.samples[index]! : Infinity;
    for (; next < decided.samples.length && decided.samples[next]! < sample; next++)
      put(decided.samples[next]!, -1, decided.labels[next]!, decided.codes[next]!, 1);
    if (sample === Infinity) break;
    if (decided.samples[next] === sample) put(sample, index, decided.labels[next]!, decided.codes[next++]!, 1);
    else put(sample, index, base.labels[index]!, 0, 0);
  }
  return {
    samples: samples.slice(0, count),
    labels: labels.slice(0, count),
    codes: codes.slice(0, count),
    decided: flags.slice(0, count),
    origins: origins.slice(0, count),
  };
}

/** Bytes of the shown beats from those of the run; inserted beats get `absent`. */
export function layBytes(column: Uint8Array, origins: Int32Array | null, absent: number): Uint8Array {
  if (origins === null) return column;
  const laid = new Uint8Array(origins.length).fill(absent);
  for (let beat = 0; beat < laid.length; beat++) if (origins[beat]! >= 0) laid[beat] = column[origins[beat]!]!;
  return laid;
}

/** Probabilities of the shown beats from those of the run, five a beat; inserted beats get zeros. */
export function layProbabilities(column: Uint16Array, origins: Int32Array | null): Uint16Array {
  if (origins === null) return column;
  const width = beatClasses.length;
  const laid = new Uint16Array(origins.length * width);
  for (let beat = 0; beat < origins.length; beat++) {
    const first = origins[beat]! * width;
    if (first < 0) continue;
    for (let index = 0; index < width; index++) laid[beat * width + index] = column[first + index]!;
  }
  return laid;
}

/** WFDB code of a shown label: the given one, else the plain one of the class; 0 when not analysed. */
export function shownCode(label: number, code: number): number {
  return code > 0 ? code : (plainCodes[label] ?? 0);
}

/** Plain WFDB codes of labels. */
function plainCodesOf(labels: Uint8Array): Uint8Array {
  const codes = new Uint8Array(labels.length);
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index]!;
    if (label !== notAnalysed) codes[index] = plainCodes[label] ?? 0;
  }
  return codes;
}
