import { plainCode } from '../../app/contract/beat-codes.ts';
import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import type { BeatWindow } from '../../app/contract/records.ts';
import type { BeatEdit, GivenLabel } from '../stores/edits.ts';
import { personSource } from '../waveform/beat-columns.ts';
import { placeOf } from './selection.ts';

/**
 * A window of beats as it is once an edit was made: shown in the same frame, before the core has answered. The window stays
 * as it is where the edit does not touch it.
 *
 * @param from first frame of the window
 * @param to frame after its last
 */
export function editWindow(window: BeatWindow, edit: BeatEdit, from: number, to: number): BeatWindow {
  switch (edit.kind) {
    case 'relabel':
      return labelled(window, indicesOf(window, edit.samples), edit);
    case 'relabelRange':
      return labelled(window, between(window, edit.from, edit.to), edit);
    case 'confirm':
      return labelled(window, indicesOf(window, edit.samples), null);
    case 'delete':
      return without(window, edit.samples, from);
    case 'insert': {
      if (edit.sample < from) return { ...window, firstIndex: window.firstIndex + 1 };
      return edit.sample < to ? withBeat(window, edit.sample, newBeat(edit)) : window;
    }
    case 'move':
      return moved(window, edit.sample, edit.to, from, to);
  }
}

/** Frames that an edit may change, both included. */
export function extentOf(edit: BeatEdit): { readonly from: number; readonly until: number } {
  switch (edit.kind) {
    case 'relabelRange':
      return { from: edit.from, until: edit.to - 1 };
    case 'insert':
      return { from: edit.sample, until: edit.sample };
    case 'move':
      return { from: Math.min(edit.sample, edit.to), until: Math.max(edit.sample, edit.to) };
    default:
      return { from: edit.samples[0] ?? 0, until: edit.samples.at(-1) ?? 0 };
  }
}

/** Whether an edit changes how many beats come before those behind it. */
export function changesNumbers(edit: BeatEdit): boolean {
  return edit.kind === 'insert' || edit.kind === 'delete' || edit.kind === 'move';
}

interface Beat {
  readonly label: number;
  readonly source: number;
  readonly code: number;
  readonly fileCode: number;
  readonly probabilities: Uint16Array;
}

const classes = beatClasses.length;

function newBeat({ label, code }: GivenLabel): Beat {
  return {
    label: beatClasses.indexOf(label),
    source: personSource,
    code: code ?? plainCode(label),
    fileCode: 0,
    probabilities: new Uint16Array(classes),
  };
}

function* indicesOf(window: BeatWindow, samples: Int32Array): Generator<number> {
  const shown = window.samples;
  if (shown.length === 0) return;
  for (let at = placeOf(samples, shown[0]!); at < samples.length && samples[at]! <= shown.at(-1)!; at++) {
    const index = placeOf(shown, samples[at]!);
    if (shown[index] === samples[at]) yield index;
  }
}

function* between(window: BeatWindow, from: number, to: number): Generator<number> {
  for (let index = placeOf(window.samples, from); index < placeOf(window.samples, to); index++) yield index;
}

/** @param given null keeps each label and makes it a person's */
function labelled(window: BeatWindow, indices: Iterable<number>, given: GivenLabel | null): BeatWindow {
  const labels = window.labels.slice();
  const sources = window.sources.slice();
  const codes = window.codes.slice();
  let touched = false;
  for (const index of indices) {
    if (!given && labels[index] === notAnalysed) continue;
    touched = true;
    sources[index] = personSource;
    if (!given) continue;
    labels[index] = beatClasses.indexOf(given.label);
    codes[index] = given.code ?? plainCode(given.label);
  }
  return touched ? { ...window, labels, sources, codes } : window;
}

function without(window: BeatWindow, samples: Int32Array, from: number): BeatWindow {
  const gone = new Set(indicesOf(window, samples));
  const before = placeOf(samples, from);
  if (gone.size === 0 && before === 0) return window;
  const kept = (_: number, index: number) => !gone.has(index);
  return {
    ...window,
    firstIndex: window.firstIndex - before,
    samples: window.samples.filter(kept),
    labels: window.labels.filter(kept),
    sources: window.sources.filter(kept),
    codes: window.codes.filter(kept),
    fileCodes: window.fileCodes.filter(kept),
    probabilities: window.probabilities.filter((_, index) => !gone.has(Math.floor(index / classes))),
  };
}

function withBeat(window: BeatWindow, sample: number, beat: Beat): BeatWindow {
  const at = placeOf(window.samples, sample);
  if (window.samples[at] === sample) return window;
  return {
    firstIndex: window.firstIndex,
    samples: Int32Array.from([...window.samples.subarray(0, at), sample, ...window.samples.subarray(at)]),
    labels: inserted(window.labels, at, beat.label),
    sources: inserted(window.sources, at, beat.source),
    codes: inserted(window.codes, at, beat.code),
    fileCodes: inserted(window.fileCodes, at, beat.fileCode),
    probabilities: Uint16Array.from([
      ...window.probabilities.subarray(0, at * classes),
      ...beat.probabilities,
      ...window.probabilities.subarray(at * classes),
    ]),
  };
}

function moved(window: BeatWindow, sample: number, to: number, from: number, end: number): BeatWindow {
  const index = placeOf(window.samples, sample);
  const here = window.samples[index] === sample;
  const beat: Beat = {
    label: (here ? window.labels[index] : undefined) ?? notAnalysed,
    source: (here ? window.sources[index] : undefined) ?? personSource,
    code: (here ? window.codes[index] : undefined) ?? 0,
    fileCode: (here ? window.fileCodes[index] : undefined) ?? 0,
    probabilities: window.probabilities.slice(index * classes, (index + 1) * classes),
  };
  const rest = without(window, Int32Array.of(sample), from);
  if (to < from) return { ...rest, firstIndex: rest.firstIndex + 1 };
  if (to >= end) return rest;
  // A beat that comes from another window is drawn by that window until the core has answered.
  return here ? withBeat(rest, to, beat) : window;
}

function inserted(values: Uint8Array, at: number, value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...values.subarray(0, at), value, ...values.subarray(at)]);
}
