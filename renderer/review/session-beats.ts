import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import type { BeatWindow } from '../../app/contract/records.ts';
import type { BeatEdit } from '../stores/edits.ts';
import { firstBeatFrom, noBeats, type BeatColumns } from '../waveform/beat-columns.ts';
import { sliceNumbers } from '../waveform/signal-level.ts';
import { SliceCache } from '../waveform/slice-cache.ts';
import { changesNumbers, editWindow, extentOf } from './beat-edits.ts';

/** Seconds of a slice of beats: two or three minutes hold some 250 beats, 10 kB. */
const sliceSeconds = 150;
/** A 24 h recording has 576 slices; the ones last looked at stay. */
const capacity = 64;

/** An edit on its way to the core: shown from the first frame on. */
export interface PendingEdit {
  /** The core has taken it, as it was or, where the core chose the place of a beat, as it now is. */
  keep(taken?: BeatEdit): void;
  /** The core has not taken it: what was before is shown again. */
  drop(): void;
}

/**
 * The beats around the screen, and over them the edits on their way to the core.
 *
 * The core keeps the truth: a pending edit is dropped when it is acknowledged or refused.
 */
export class SessionBeats {
  readonly #cache: SliceCache<BeatWindow>;
  #pending: readonly BeatEdit[] = [];
  readonly #sliceFrames: number;
  readonly #frames: number;
  readonly #changed: () => void;

  constructor(options: {
    read: (from: number, to: number, signal: AbortSignal) => Promise<BeatWindow>;
    rate: number;
    frames: number;
    changed: () => void;
    failed: (error: unknown) => void;
  }) {
    this.#frames = options.frames;
    this.#changed = options.changed;
    this.#sliceFrames = Math.round(sliceSeconds * options.rate);
    this.#cache = new SliceCache({
      fetch: (key, signal) => {
        const [from, to] = this.#extentOf(key);
        return options.read(from, to, signal).then((window) => {
          this.#compareNumbers(key, window);
          return window;
        });
      },
      arrived: options.changed,
      failed: options.failed,
      capacity,
    });
  }

  /** Says what is on screen: frames [from, to). One screen to each side is fetched as well. */
  show(from: number, to: number): void {
    const around = to - from;
    const visible = this.#keys(from, to);
    const beside = this.#keys(from - around, to + around).filter((key) => !visible.includes(key));
    this.#cache.want([...visible, ...beside]);
  }

  /**
   * The beats of [from, to) that are here without a hole (numbers stay consecutive), with their neighbour on
   * either side where it is here too.
   */
  columns(from: number, to: number): BeatColumns {
    const windows: BeatWindow[] = [];
    for (const key of this.#keys(from - this.#sliceFrames, to + this.#sliceFrames)) {
      const window = this.#cache.get(key);
      if (window) windows.push(this.#withPending(window, key));
      else if (Number(key) * this.#sliceFrames < from) windows.length = 0;
      else break;
    }
    const all = joinWindows(windows);
    return cut(all, Math.max(0, firstBeatFrom(all, from) - 1), Math.min(all.count, firstBeatFrom(all, to) + 1));
  }

  /** Whether every beat of [from, to) is here. */
  covers(from: number, to: number): boolean {
    return this.#keys(from, to).every((key) => this.#cache.get(key) !== undefined);
  }

  /** Whether the core has not answered yet to what put a beat here. */
  isOnItsWay(sample: number): boolean {
    return this.#pending.some(
      (edit) => (edit.kind === 'insert' && edit.sample === sample) || (edit.kind === 'move' && edit.to === sample),
    );
  }

  /** Shows an edit at once, until it is kept or dropped. */
  put(edit: BeatEdit): PendingEdit {
    this.#pending = [...this.#pending, edit];
    this.#changed();
    const end = () => (this.#pending = this.#pending.filter((other) => other !== edit));
    return {
      keep: (taken = edit) => {
        this.#write(taken);
        end();
        this.#changed();
      },
      drop: () => {
        end();
        this.#changed();
      },
    };
  }

  /** Reads again what lies between two frames, both included. What is shown stays until the answer comes. */
  refresh(from: number, until: number): void {
    this.#cache.refresh(this.#keys(from, until + 1));
  }

  /** Whether something around the screen could not be read. */
  get failing(): boolean {
    return this.#cache.failing;
  }

  clear(): void {
    this.#cache.clear();
    this.#pending = [];
  }

  #keys(from: number, to: number): string[] {
    return sliceNumbers(from, to, this.#sliceFrames, this.#frames).map(String);
  }

  #extentOf(key: string): [from: number, to: number] {
    const from = Number(key) * this.#sliceFrames;
    return [from, Math.min(this.#frames, from + this.#sliceFrames)];
  }

  #write(edit: BeatEdit): void {
    const { from, until } = extentOf(edit);
    for (const key of this.#cache.keys()) {
      const window = this.#cache.get(key);
      const [first, after] = this.#extentOf(key);
      const touched = changesNumbers(edit) ? after > from : after > from && first <= until;
      if (window && touched) this.#cache.replace(key, editWindow(window, edit, first, after));
    }
  }

  #withPending(window: BeatWindow, key: string): BeatWindow {
    const [from, to] = this.#extentOf(key);
    return this.#pending.reduce((edited, edit) => editWindow(edited, edit, from, to), window);
  }

  /** Beats came or went in a slice by other means than an edit from here: those behind it have other numbers now. */
  #compareNumbers(key: string, window: BeatWindow): void {
    const before = this.#cache.get(key);
    if (!before || before.samples.length + before.firstIndex === window.samples.length + window.firstIndex) return;
    this.#cache.refresh(this.#cache.keys().filter((other) => Number(other) > Number(key)));
  }
}

/** Puts neighbouring windows one behind the other. */
function joinWindows(windows: readonly BeatWindow[]): BeatColumns {
  const filled = windows.filter((window) => window.samples.length > 0);
  const first = filled[0];
  if (!first) return noBeats;
  const count = filled.reduce((sum, window) => sum + window.samples.length, 0);
  const joined = {
    count,
    firstIndex: first.firstIndex,
    samples: new Int32Array(count),
    labels: new Uint8Array(count).fill(notAnalysed),
    sources: new Uint8Array(count),
    probabilities: new Uint16Array(count * beatClasses.length),
    fileCodes: new Uint8Array(count),
    codes: new Uint8Array(count),
  };
  let at = 0;
  for (const window of filled) {
    joined.samples.set(window.samples, at);
    joined.labels.set(window.labels, at);
    joined.sources.set(window.sources, at);
    joined.probabilities.set(window.probabilities, at * beatClasses.length);
    joined.fileCodes.set(window.fileCodes, at);
    joined.codes.set(window.codes, at);
    at += window.samples.length;
  }
  return joined;
}

function cut(beats: BeatColumns, from: number, to: number): BeatColumns {
  return {
    count: Math.max(0, to - from),
    firstIndex: beats.firstIndex + from,
    samples: beats.samples.subarray(from, to),
    labels: beats.labels.subarray(from, to),
    sources: beats.sources.subarray(from, to),
    probabilities: beats.probabilities.subarray(from * beatClasses.length, to * beatClasses.length),
    fileCodes: beats.fileCodes.subarray(from, to),
    codes: beats.codes.subarray(from, to),
  };
}
