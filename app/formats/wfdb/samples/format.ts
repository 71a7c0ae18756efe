/**
 * How one WFDB signal format packs samples, signal(5). Samples are packed in units: one sample for most formats,
 * two in three bytes (212), three in four bytes (310, 311).
 */
export interface SampleFormat {
  readonly code: number;
  /** Samples in one unit. */
  readonly unitSamples: number;
  /** Bytes of one unit. */
  readonly unitBytes: number;
  /** Bytes that the first 0, 1, ... unitSamples - 1 samples of a unit need: a file may end inside one. */
  readonly partialBytes: readonly number[];
  /** The stored value that means "no sample here"; null when every value is a sample. */
  readonly invalid: number | null;
  /** True where the file holds differences between consecutive samples of a signal. */
  readonly differences: boolean;
  /** Unpacks `count` samples into `out`; `bytes` begins at a unit and holds all that `count` samples need. */
  readonly decode: (bytes: Uint8Array, count: number, out: Int32Array) => void;
}

/** Bytes that `samples` samples occupy from the start of a file. */
export function bytesForSamples(format: SampleFormat, samples: number): number {
  const units = Math.floor(samples / format.unitSamples);
  return units * format.unitBytes + format.partialBytes[samples - units * format.unitSamples]!;
}

/** Samples that fit into `bytes` bytes. */
export function samplesInBytes(format: SampleFormat, bytes: number): number {
  const units = Math.floor(bytes / format.unitBytes);
  const rest = bytes - units * format.unitBytes;
  let partial = 0;
  while (partial + 1 < format.unitSamples && format.partialBytes[partial + 1]! <= rest) partial++;
  return units * format.unitSamples + partial;
}
