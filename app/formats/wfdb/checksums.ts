import type { ByteFolder } from '../../signal/bytes.ts';
import { readHeader } from './read-header.ts';
import { openSignals } from './signals.ts';

/** Checksum of one signal: what the header says and what the samples add up to, both signed 16-bit. */
export interface SignalChecksum {
  readonly signal: number;
  readonly announced: number;
  readonly computed: number;
}

/**
 * Adds up every sample of a record and compares with its header, signal(5). Streams: memory does not grow with the record.
 *
 * Signals without a checksum or without samples, and records of several segments, are left out.
 *
 * @throws CaliperError as {@link openSignals}
 */
export async function verifyChecksums(folder: ByteFolder, recordName: string): Promise<SignalChecksum[]> {
  const header = await readHeader(folder, recordName);
  const { places, files } = await openSignals(folder, `${recordName}.hea`, header.signals);
  const sums = new Float64Array(places.length);
  for (const file of files) {
    const frames = Math.min(file.frames, header.frames ?? file.frames);
    const step = Math.max(1, Math.floor((1 << 20) / file.frameSamples));
    for (let start = 0; start < frames; start += step) {
      const samples = await file.read(start, Math.min(frames, start + step));
      places.forEach((place, signal) => {
        if (place?.file !== file) return;
        let sum = 0;
        for (let frame = place.offset; frame < samples.length; frame += file.frameSamples) {
          for (let index = 0; index < place.samplesPerFrame; index++) sum = (sum + samples[frame + index]!) | 0;
        }
        sums[signal] = (sums[signal]! + sum) | 0;
      });
    }
  }
  return header.signals.flatMap((signal, index) =>
    signal.checksum === null || !places[index]
      ? []
      : [{ signal: index, announced: signal.checksum, computed: (sums[index]! << 16) >> 16 }],
  );
}
