interface Request {
  readonly controller: AbortController;
}

/**
 * Slices of a recording that have been fetched, the least recently wanted forgotten first.
 *
 * What is wanted changes with every scroll: `want` starts what is missing or stale and cancels what nobody waits for any
 * more. A stale slice is shown until its successor has come, however often that is cancelled or fails.
 */
export class SliceCache<Slice> {
  readonly #slices = new Map<string, Slice>();
  readonly #requests = new Map<string, Request>();
  /** Held, but what it was read from has changed since. */
  readonly #stale = new Set<string>();
  /** Wanted, and the last attempt to read it failed. */
  readonly #failing = new Set<string>();
  #wanted: ReadonlySet<string> = new Set();
  readonly #fetch: (key: string, signal: AbortSignal) => Promise<Slice>;
  readonly #arrived: (key: string) => void;
  readonly #failed: (error: unknown) => void;
  readonly #capacity: number;

  constructor(options: {
    fetch: (key: string, signal: AbortSignal) => Promise<Slice>;
    arrived: (key: string) => void;
    failed: (error: unknown) => void;
    capacity: number;
  }) {
    this.#fetch = options.fetch;
    this.#arrived = options.arrived;
    this.#failed = options.failed;
    this.#capacity = options.capacity;
  }

  /** The slice, if it is here. */
  get(key: string): Slice | undefined {
    return this.#slices.get(key);
  }

  keys(): string[] {
    return [...this.#slices.keys()];
  }

  /** Whether something that is wanted could not be read. */
  get failing(): boolean {
    return this.#failing.size > 0;
  }

  /** Declares the slices that are needed now, most urgent first. */
  want(keys: readonly string[]): void {
    const wanted = new Set(keys);
    this.#wanted = wanted;
    for (const key of this.#failing) if (!wanted.has(key)) this.#failing.delete(key);
    for (const [key, request] of this.#requests) {
      if (wanted.has(key)) continue;
      this.#requests.delete(key);
      request.controller.abort();
    }
    for (const key of keys) {
      const slice = this.#slices.get(key);
      if (slice !== undefined) {
        this.#slices.delete(key);
        this.#slices.set(key, slice);
      }
      if ((slice === undefined || this.#stale.has(key)) && !this.#requests.has(key)) this.#start(key);
    }
    this.#forget(wanted);
  }

  /** Puts another slice in the place of one that is here, until it is fetched again. */
  replace(key: string, slice: Slice): void {
    if (this.#slices.has(key)) this.#slices.set(key, slice);
  }

  /** Has what is here or under way fetched again: at once where it is wanted now, else when it is wanted next. */
  refresh(keys: readonly string[]): void {
    for (const key of keys) {
      const request = this.#requests.get(key);
      const held = this.#slices.has(key);
      if (held) this.#stale.add(key);
      request?.controller.abort();
      if (request || (held && this.#wanted.has(key))) this.#start(key);
    }
  }

  clear(): void {
    for (const request of this.#requests.values()) request.controller.abort();
    this.#requests.clear();
    this.#slices.clear();
    this.#stale.clear();
    this.#failing.clear();
  }

  #start(key: string): void {
    const request = { controller: new AbortController() };
    this.#requests.set(key, request);
    const current = () => this.#requests.get(key) === request;
    this.#fetch(key, request.controller.signal).then(
      (slice) => {
        if (!current()) return;
        this.#requests.delete(key);
        this.#stale.delete(key);
        this.#failing.delete(key);
        this.#slices.set(key, slice);
        this.#arrived(key);
      },
      (error: unknown) => {
        if (!current()) return;
        this.#requests.delete(key);
        this.#failing.add(key);
        this.#failed(error);
      },
    );
  }

  #forget(wanted: ReadonlySet<string>): void {
    for (const key of this.#slices.keys()) {
      if (this.#slices.size <= this.#capacity) return;
      if (wanted.has(key)) continue;
      this.#slices.delete(key);
      this.#stale.delete(key);
    }
  }
}
