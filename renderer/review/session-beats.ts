import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import type { BeatWindow } from '../../app/contract/records.ts';
import { firstBeatFrom, noBeats, personSource, type BeatColumns } from '../waveform/beat-columns.ts';
import { sliceNumbers } from '../waveform/signal-level.ts';
import { SliceCache } from '../waveform/slice-cache.ts';

/** Seconds of a slice of beats: two or three minutes hold some 250 beats, 10 kB. */
const sliceSeconds = 150;
/** A 24 h recording has 576 slices; the ones last looked at stay. */
const capacity = 64;

/** Labels that were sent and not yet acknowledged; what they cover is shown instead of what the core last said. */
export interface PendingLabels {
  readonly samples: readonly number[];
  readonly label: number;
}

/**
 * The beats around the screen, and over them the labels on their way to the core.
 *
 * The core keeps the truth: a pending label is dropped when it is acknowledged or refused.
 */
export class SessionBeats {
  readonly #cache: SliceCache<BeatWindow>;
  readonly #pending = new Map<number, PendingLabels>();
  readonly #sliceFrames: number;
  readonly #frames: number;
  readonly #read: (from: number, to: number, signal?: AbortSignal) => Promise<BeatWindow>;
  readonly #changed: () => void;

  constructor(options: {
    read: (from: number, to: number, signal?: AbortSignal) => Promise<BeatWindow>;
    rate: number;
    frames: number;
    changed: () => void;
    failed: (error: unknown) => void;
  }) {
    this.#read = options.read;
    this.#frames = options.frames;
    this.#changed = options.changed;
    this.#sliceFrames = Math.round(sliceSeconds * options.rate);
    this.#cache = new SliceCache({
      fetch: (key, signal) => {
        const from = Number(key) * this.#sliceFrames;
        return options.read(from, Math.min(this.#frames, from + this.#sliceFrames), signal);
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
      if (window) windows.push(window);
      else if (Number(key) * this.#sliceFrames < from) windows.length = 0;
      else break;
    }
    const all = this.#withPending(joinWindows(windows));
    return cut(all, Math.max(0, firstBeatFrom(all, from) - 1), Math.min(all.count, firstBeatFrom(all, to) + 1));
  }

  /** Every beat of [from, to), asked of the core: for selections that reach beyond what is here. */
  async readAll(from: number, to: number): Promise<BeatColumns> {
    return this.#withPending(joinWindows([await this.#read(from, to)]));
  }

  /** Shows labels at once. The returned functions end that: `keep` when the core has taken them, `drop` when it has not. */
  put(samples: readonly number[], label: number): { keep(): void; drop(): void } {
    const pending = { samples, label };
    for (const sample of samples) this.#pending.set(sample, pending);
    this.#changed();
    const end = () => {
      for (const sample of samples) if (this.#pending.get(sample) === pending) this.#pending.delete(sample);
    };
    return {
      keep: () => {
        this.#write(samples, label);
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
    this.#pending.clear();
  }

  #keys(from: number, to: number): string[] {
    return sliceNumbers(from, to, this.#sliceFrames, this.#frames).map(String);
  }

  #write(samples: readonly number[], label: number): void {
    for (const sample of samples) {
      const window = this.#cache.get(String(Math.floor(sample / this.#sliceFrames)));
      const index = window?.samples.indexOf(sample) ?? -1;
      if (!window || index < 0) continue;
      window.labels[index] = label;
      window.sources[index] = personSource;
    }
  }

  #withPending(beats: BeatColumns): BeatColumns {
    if (this.#pending.size === 0) return beats;
    const labels = beats.labels.slice();
    const sources = beats.sources.slice();
    beats.samples.forEach((sample, index) => {
      const pending = this.#pending.get(sample);
      if (!pending) return;
      labels[index] = pending.label;
      sources[index] = personSource;
    });
    return { ...beats, labels, sources };
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
  };
  let at = 0;
  for (const window of filled) {
    joined.samples.set(window.samples, at);
    joined.labels.set(window.labels, at);
    joined.sources.set(window.sources, at);
    joined.probabilities.set(window.probabilities, at * beatClasses.length);
    joined.fileCodes.set(window.fileCodes, at);
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
  };
}
