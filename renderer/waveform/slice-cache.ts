interface Request {
  readonly controller: AbortController;
}

/**
 * Slices of a recording that have been fetched, the least recently wanted forgotten first.
 *
 * What is wanted changes with every scroll: `want` starts what is missing and cancels what nobody waits for any more.
 */
export class SliceCache<Slice> {
  readonly #slices = new Map<string, Slice>();
  readonly #requests = new Map<string, Request>();
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

  /** Declares the slices that are needed now, most urgent first. */
  want(keys: readonly string[]): void {
    const wanted = new Set(keys);
    for (const [key, request] of this.#requests) {
      if (wanted.has(key)) continue;
      this.#requests.delete(key);
      request.controller.abort();
    }
    for (const key of keys) {
      const slice = this.#slices.get(key);
      if (slice === undefined) {
        if (!this.#requests.has(key)) this.#start(key);
        continue;
      }
      this.#slices.delete(key);
      this.#slices.set(key, slice);
    }
    this.#forget(wanted);
  }

  /** Fetches again what is here or under way; what is here stays until the new slice has come. */
  refresh(keys: readonly string[]): void {
    for (const key of keys) {
      const request = this.#requests.get(key);
      if (!request && !this.#slices.has(key)) continue;
      request?.controller.abort();
      this.#start(key);
    }
  }

  clear(): void {
    for (const request of this.#requests.values()) request.controller.abort();
    this.#requests.clear();
    this.#slices.clear();
  }

  #start(key: string): void {
    const request = { controller: new AbortController() };
    this.#requests.set(key, request);
    const current = () => this.#requests.get(key) === request;
    this.#fetch(key, request.controller.signal).then(
      (slice) => {
        if (!current()) return;
        this.#requests.delete(key);
        this.#slices.set(key, slice);
        this.#arrived(key);
      },
      (error: unknown) => {
        if (!current()) return;
        this.#requests.delete(key);
        this.#failed(error);
      },
    );
  }

  #forget(wanted: ReadonlySet<string>): void {
    for (const key of this.#slices.keys()) {
      if (this.#slices.size <= this.#capacity) return;
      if (!wanted.has(key)) this.#slices.delete(key);
    }
  }
}
