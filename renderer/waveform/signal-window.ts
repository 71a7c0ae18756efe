import { chooseLevel, levelName, sliceFrames, sliceNumbers, type SignalLevel } from './signal-level.ts';
import { SliceCache } from './slice-cache.ts';
import type { TraceSlice } from './trace-slice.ts';

/** Reads a stretch of the leads that are shown. */
export type ReadSignal = (level: SignalLevel, from: number, to: number, signal: AbortSignal) => Promise<TraceSlice>;

/** Enough for the visible level and a few screens of others: 48 slices of 8,192 frames and two leads are 3 MiB. */
const capacity = 48;

/** The signal around what is on screen: fetches one screen to each side, and no more. */
export class SignalWindow {
  readonly #cache: SliceCache<TraceSlice>;
  readonly #frames: number;
  #level: SignalLevel = { kind: 'samples' };

  constructor(options: { read: ReadSignal; frames: number; arrived: () => void; failed: (error: unknown) => void }) {
    this.#frames = options.frames;
    this.#cache = new SliceCache({
      fetch: (key, signal) => {
        const [name, number] = key.split('/');
        const level = levelOf(name ?? '');
        const size = sliceFrames(level);
        const from = Number(number) * size;
        return options.read(level, from, Math.min(options.frames, from + size), signal);
      },
      arrived: options.arrived,
      failed: options.failed,
      capacity,
    });
  }

  /** Says what is on screen: frames [from, to) at so many frames a device pixel. */
  show(from: number, to: number, framesPerPixel: number): void {
    this.#level = chooseLevel(framesPerPixel);
    const screen = to - from;
    const visible = this.#numbers(from, to);
    const around = this.#numbers(from - screen, to + screen).filter((number) => !visible.includes(number));
    this.#cache.want([...visible, ...around].map((number) => `${levelName(this.#level)}/${number}`));
  }

  /** Slices of [from, to) that are here, in order. Where one is missing and another level has it, that one is used. */
  slices(from: number, to: number): TraceSlice[] {
    const found: TraceSlice[] = [];
    for (const number of this.#numbers(from, to)) {
      const slice = this.#cache.get(`${levelName(this.#level)}/${number}`);
      if (slice) found.push(slice);
      else found.push(...this.#substitutes(number));
    }
    return found;
  }

  /** Whether something around the screen could not be read. */
  get failing(): boolean {
    return this.#cache.failing;
  }

  clear(): void {
    this.#cache.clear();
  }

  #numbers(from: number, to: number): number[] {
    return sliceNumbers(from, to, sliceFrames(this.#level), this.#frames);
  }

  #substitutes(number: number): TraceSlice[] {
    const size = sliceFrames(this.#level);
    const from = number * size;
    const others = this.#cache
      .keys()
      .map((key) => this.#cache.get(key))
      .filter((slice) => slice !== undefined && slice.from < from + size && slice.to > from);
    return others.filter((slice) => slice !== undefined).sort((a, b) => a.from - b.from);
  }
}

function levelOf(name: string): SignalLevel {
  const [kind, frames] = name.split('-');
  return kind === 'extremes' ? { kind, framesPerBucket: Number(frames) } : { kind: 'samples' };
}
