import { encode212 } from './samples/twelve-bit.ts';
import type { WfdbHeader } from './header.ts';
import { writeHeader } from './write-header.ts';

/** What a new record's header says beside what its samples determine. */
export interface RecordDescription {
  readonly name: string;
  /** Frames per second. */
  readonly rate: number;
  readonly leads: readonly {
    readonly name: string;
    readonly gain: number;
    readonly baseline: number;
    /** Bits of the converter. */
    readonly resolution: number;
  }[];
  readonly comments: readonly string[];
}

/** Encodes a record as it comes: one signal file in format 212, then its header with checksums and initial values. */
export interface RecordEncoder {
  /** @param samples whole frames, interleaved lead by lead @returns bytes to append to the signal file */
  readonly add: (samples: Int32Array) => Uint8Array;
  /** @returns the last bytes of the signal file and the whole header file; call once, at the end */
  readonly finish: () => { readonly rest: Uint8Array; readonly header: Uint8Array };
}

/** Starts encoding a record `name`.dat and `name`.hea. */
export function encodeRecord(description: RecordDescription): RecordEncoder {
  const width = description.leads.length;
  const sums = new Int32Array(width);
  const initial = new Int32Array(width);
  let frames = 0;
  /** A sample that waits for its pair: 212 packs two. */
  let waiting: Int32Array = new Int32Array(0);

  return {
    add(samples) {
      if (frames === 0) initial.set(samples.subarray(0, width));
      for (let at = 0; at < samples.length; at += width) {
        for (let lead = 0; lead < width; lead++) sums[lead] = sums[lead]! + samples[at + lead]!;
      }
      frames += samples.length / width;
      const all = new Int32Array(waiting.length + samples.length);
      all.set(waiting);
      all.set(samples, waiting.length);
      const even = all.length - (all.length % 2);
      waiting = all.slice(even);
      return encode212(all.subarray(0, even));
    },
    finish() {
      const header: WfdbHeader = {
        name: description.name,
        signalCount: width,
        segments: null,
        rate: description.rate,
        counterRate: description.rate,
        baseCounter: 0,
        frames,
        baseTime: null,
        baseDate: null,
        comments: description.comments,
        warnings: [],
        signals: description.leads.map((lead, index) => ({
          file: `${description.name}.dat`,
          format: 212,
          samplesPerFrame: 1,
          skew: 0,
          byteOffset: 0,
          gain: lead.gain,
          calibrated: true,
          baseline: lead.baseline,
          unit: 'mV',
          resolution: lead.resolution,
          zero: lead.baseline,
          initialValue: initial[index]!,
          checksum: (sums[index]! << 16) >> 16,
          blockSize: 0,
          description: lead.name,
        })),
      };
      return { rest: encode212(waiting), header: writeHeader(header) };
    },
  };
}
