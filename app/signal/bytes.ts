/** Bytes that can be read by window: a file, an upload or a buffer. Pure code reads through this and never opens a path. */
export interface ByteSource {
  /** Total bytes. */
  readonly size: number;
  /** Reads exactly `length` bytes at `offset`, fewer only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A folder of byte sources: a header names its signal and annotation files. */
export interface ByteFolder {
  /** @throws CaliperError `not-found` naming the file; `invalid-input` for a name that leaves the folder */
  open(name: string): Promise<ByteSource>;
  /** Names of the files in the folder, sorted. */
  list(): Promise<readonly string[]>;
}

/** A byte source over memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      return bytes.subarray(offset, Math.min(bytes.length, offset + length));
    },
  };
}
