import { CaliperError } from '../../contract/errors.ts';
import type { ByteSource } from '../../signal/bytes.ts';
import type { SignalSpecification } from './header.ts';
import { bytesForSamples, samplesInBytes } from './samples/format.ts';
import type { SampleFormat } from './samples/format.ts';

/** One signal file: the interleaved frames of the signals that share it. */
export interface SignalFile {
  readonly name: string;
  readonly format: SampleFormat;
  /** Samples in one frame over all signals of the file. */
  readonly frameSamples: number;
  /** Where each signal's samples start within a frame. */
  readonly offsets: readonly number[];
  /** Complete frames in the file. */
  readonly frames: number;
  readonly size: number;
  /** Bytes that a file of this many frames has. */
  readonly bytesForFrames: (frames: number) => number;
  /**
   * Reads the stored values of frames [from, to), interleaved; both within [0, frames].
   * Differences are summed up; markers of invalid samples are still the stored ones.
   */
  readonly read: (from: number, to: number) => Promise<Int32Array>;
}

/** Frames between two remembered sums of a file of differences: what a jump into the file costs at most. */
const checkpointFrames = 8192;

/**
 * Opens the signals that share one file.
 *
 * @param signals all signals of the file in header order; the first one's byte offset counts
 */
export function openSignalFile(
  name: string,
  source: ByteSource,
  format: SampleFormat,
  signals: readonly SignalSpecification[],
): SignalFile {
  const start = signals[0]!.byteOffset;
  const offsets: number[] = [];
  let frameSamples = 0;
  for (const signal of signals) {
    offsets.push(frameSamples);
    frameSamples += signal.samplesPerFrame;
  }
  const frames = Math.floor(samplesInBytes(format, Math.max(0, source.size - start)) / frameSamples);

  async function readStored(from: number, to: number): Promise<Int32Array> {
    const first = from * frameSamples;
    const aligned = first - (first % format.unitSamples);
    const count = to * frameSamples - aligned;
    const offset = start + bytesForSamples(format, aligned);
    const length = bytesForSamples(format, count);
    const bytes = await source.read(offset, length);
    if (bytes.length < length) {
      throw new CaliperError(
        'damaged-file',
        `${name} ends at byte ${offset + bytes.length} while frames ${from} to ${to} are read: the file is incomplete or was changed.`,
      );
    }
    const out = new Int32Array(count);
    format.decode(bytes, count, out);
    return aligned === first ? out : out.subarray(first - aligned);
  }

  const read = format.differences ? summing(readStored, signals, offsets, frameSamples) : readStored;
  return {
    name,
    format,
    frameSamples,
    offsets,
    frames,
    size: source.size,
    bytesForFrames: (count) => start + bytesForSamples(format, count * frameSamples),
    read,
  };
}

/** Turns differences into values: a running sum for each signal, remembered at checkpoints so that a jump stays cheap. */
function summing(
  readStored: (from: number, to: number) => Promise<Int32Array>,
  signals: readonly SignalSpecification[],
  offsets: readonly number[],
  frameSamples: number,
): (from: number, to: number) => Promise<Int32Array> {
  const checkpoints = [Int32Array.from(signals, (signal) => signal.initialValue)];

  function accumulate(samples: Int32Array, sums: Int32Array): void {
    for (let frame = 0; frame < samples.length; frame += frameSamples) {
      for (let signal = 0; signal < signals.length; signal++) {
        const first = frame + offsets[signal]!;
        for (let index = first; index < first + signals[signal]!.samplesPerFrame; index++) {
          samples[index] = sums[signal] = sums[signal]! + samples[index]!;
        }
      }
    }
  }

  return async (from, to) => {
    const checkpoint = Math.floor(from / checkpointFrames);
    while (checkpoints.length <= checkpoint) {
      const next = checkpoints.length;
      const sums = checkpoints[next - 1]!.slice();
      accumulate(await readStored((next - 1) * checkpointFrames, next * checkpointFrames), sums);
      checkpoints[next] = sums;
    }
    const base = checkpoint * checkpointFrames;
    const samples = await readStored(base, to);
    accumulate(samples, checkpoints[checkpoint]!.slice());
    return samples.subarray((from - base) * frameSamples);
  };
}
