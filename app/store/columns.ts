import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { AnalysedBeats } from './store.ts';

const classCount = beatClasses.length;

/** Throws unless the columns belong together, hold values that exist and lie after `previousSample`. */
export function checkColumns(beats: AnalysedBeats, previousSample: number): void {
  const { samples, labels, probabilities, fileCodes, fileClasses } = beats;
  const count = samples.length;
  if (
    labels.length !== count ||
    fileCodes.length !== count ||
    fileClasses.length !== count ||
    probabilities.length !== count * classCount
  ) {
    throw new CaliperError('invalid-input', `The columns of ${count} beats differ in length.`);
  }
  let previous = previousSample;
  for (let index = 0; index < count; index++) {
    const sample = samples[index]!;
    if (sample <= previous || sample < 0) {
      throw new CaliperError('invalid-input', `Beat positions must ascend: ${sample} comes after ${previous}.`);
    }
    if (!isLabel(labels[index]!) || !isLabel(fileClasses[index]!)) {
      throw new CaliperError('invalid-input', `The beat at sample ${sample} has a label that does not exist.`);
    }
    previous = sample;
  }
}

function isLabel(value: number): boolean {
  return value < classCount || value === notAnalysed;
}

/** Whether a shown label and the file's class contradict each other; a beat without one of them does not count, nor one that was deleted. */
export function differs(label: number, fileClass: number): boolean {
  return label !== fileClass && label < classCount && fileClass < classCount;
}

/** Beats per class in the order of beatClasses, and how many contradict the file. */
export function countColumns(labels: Uint8Array, fileClasses: Uint8Array): { classes: number[]; differing: number } {
  const classes = beatClasses.map(() => 0);
  let differing = 0;
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index]!;
    if (label !== notAnalysed) classes[label]!++;
    if (differs(label, fileClasses[index]!)) differing++;
  }
  return { classes, differing };
}

export const noBeats: AnalysedBeats = {
  samples: new Int32Array(0),
  labels: new Uint8Array(0),
  probabilities: new Uint16Array(0),
  fileCodes: new Uint8Array(0),
  fileClasses: new Uint8Array(0),
};

/** The beats of several parts, one after the other, in arrays of their own. */
export function joinColumns(parts: readonly AnalysedBeats[]) {
  const count = parts.reduce((sum, part) => sum + part.samples.length, 0);
  const joined = {
    samples: new Int32Array(count),
    labels: new Uint8Array(count),
    probabilities: new Uint16Array(count * classCount),
    fileCodes: new Uint8Array(count),
    fileClasses: new Uint8Array(count),
  } satisfies AnalysedBeats;
  let at = 0;
  for (const part of parts) {
    joined.samples.set(part.samples, at);
    joined.labels.set(part.labels, at);
    joined.probabilities.set(part.probabilities, at * classCount);
    joined.fileCodes.set(part.fileCodes, at);
    joined.fileClasses.set(part.fileClasses, at);
    at += part.samples.length;
  }
  return joined;
}

/** Beats [from, to) by index, as views. */
export function sliceColumns(beats: AnalysedBeats, from: number, to: number): AnalysedBeats {
  return {
    samples: beats.samples.subarray(from, to),
    labels: beats.labels.subarray(from, to),
    probabilities: beats.probabilities.subarray(from * classCount, to * classCount),
    fileCodes: beats.fileCodes.subarray(from, to),
    fileClasses: beats.fileClasses.subarray(from, to),
  };
}

/** Index of the first value that is at least `sample`, or the length. */
export function lowerBound(samples: Int32Array, sample: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (samples[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  return low;
}
