import { CaliperError } from '../../contract/errors.ts';
import type { ByteFolder } from '../../signal/bytes.ts';
import { invalidSample } from '../../signal/recording.ts';
import type { SignalSpecification } from './header.ts';
import { sampleFormat } from './samples/table.ts';
import type { SignalFile } from './signal-file.ts';
import { openSignalFile } from './signal-file.ts';

/** Where one signal lies: null for a signal without samples (format 0). */
export interface SignalPlace {
  readonly file: SignalFile;
  /** First sample of the signal within a frame of the file. */
  readonly offset: number;
  readonly samplesPerFrame: number;
  readonly skew: number;
}

/** The signals of one header, ready to be read. */
export interface Signals {
  readonly places: readonly (SignalPlace | null)[];
  /** The signal files, each once. */
  readonly files: readonly SignalFile[];
  /** Frames that every signal file holds; null when there is none. */
  readonly framesInFiles: number | null;
  /** Reads frames [from, to) of the chosen signals, gaps as {@link invalidSample}. */
  readonly read: (chosen: readonly number[], from: number, to: number) => Promise<Int32Array[]>;
}

/** Samples that are decoded at a time. */
const blockSamples = 1 << 20;

/**
 * Opens the signal files that a header names.
 *
 * @param headerName as shown in messages
 * @throws CaliperError `not-found`, `unsupported`, `damaged-file`
 */
export async function openSignals(
  folder: ByteFolder,
  headerName: string,
  signals: readonly SignalSpecification[],
): Promise<Signals> {
  const places: (SignalPlace | null)[] = [];
  const files: SignalFile[] = [];
  for (let first = 0; first < signals.length;) {
    const signal = signals[first]!;
    let end = first + 1;
    if (signal.format === 0 || signal.file === '~') {
      places.push(null);
    } else {
      while (end < signals.length && signals[end]!.file === signal.file && signals[end]!.format !== 0) end++;
      const group = signals.slice(first, end);
      const file = await openGroup(folder, headerName, group);
      files.push(file);
      group.forEach((member, index) => {
        const { samplesPerFrame, skew } = member;
        places.push({ file, offset: file.offsets[index]!, samplesPerFrame, skew });
      });
    }
    first = end;
  }
  const framesInFiles = files.length === 0 ? null : Math.min(...files.map((file) => file.frames));

  async function read(chosen: readonly number[], from: number, to: number): Promise<Int32Array[]> {
    const out = chosen.map((index) =>
      new Int32Array((to - from) * signals[index]!.samplesPerFrame).fill(invalidSample),
    );
    for (const file of files) {
      const wanted: { place: SignalPlace; target: Int32Array }[] = [];
      chosen.forEach((index, position) => {
        const place = places[index];
        if (place?.file === file) wanted.push({ place, target: out[position]! });
      });
      await readFile(file, wanted, from, to);
    }
    return out;
  }
  return { places, files, framesInFiles, read };
}

async function openGroup(folder: ByteFolder, headerName: string, group: readonly SignalSpecification[]) {
  const { file, format: code } = group[0]!;
  const format = sampleFormat(code);
  if (!format) {
    throw new CaliperError(
      'unsupported',
      `${headerName} stores ${file} in WFDB format ${code}, which Caliper cannot read; convert the record with xform to format 16.`,
    );
  }
  if (group.some((signal) => signal.format !== code)) {
    throw new CaliperError('damaged-file', `${headerName} gives the signals of ${file} different formats.`);
  }
  let source;
  try {
    source = await folder.open(file);
  } catch (error) {
    if (!(error instanceof CaliperError) || error.code !== 'not-found') throw error;
    throw new CaliperError(
      'not-found',
      `${headerName} names the signal file ${file}, which is not there: copy it beside the header.`,
      { cause: error },
    );
  }
  return openSignalFile(file, source, format, group);
}

/** Copies frames [from, to) of the wanted signals of one file, block by block. */
async function readFile(
  file: SignalFile,
  wanted: readonly { place: SignalPlace; target: Int32Array }[],
  from: number,
  to: number,
): Promise<void> {
  if (wanted.length === 0) return;
  const skews = wanted.map(({ place }) => place.skew);
  const last = Math.min(file.frames, to + Math.max(...skews));
  const step = Math.max(1, Math.floor(blockSamples / file.frameSamples));
  for (let start = from + Math.min(...skews); start < last; start += step) {
    const end = Math.min(last, start + step);
    const samples = await file.read(start, end);
    for (const { place, target } of wanted) {
      copySignal(samples, file, place, target, start - place.skew - from, end - start);
    }
  }
}

/** @param at frame of `target` at which frame 0 of `samples` lands; may lie outside */
function copySignal(
  samples: Int32Array,
  file: SignalFile,
  place: SignalPlace,
  target: Int32Array,
  at: number,
  frames: number,
): void {
  const { samplesPerFrame, offset } = place;
  const invalid = file.format.invalid;
  const firstFrame = Math.max(0, -at);
  const endFrame = Math.min(frames, target.length / samplesPerFrame - at);
  if (samplesPerFrame === 1) {
    const { frameSamples } = file;
    for (let frame = firstFrame, source = firstFrame * frameSamples + offset; frame < endFrame; frame++) {
      const value = samples[source]!;
      target[frame + at] = value === invalid ? invalidSample : value;
      source += frameSamples;
    }
    return;
  }
  for (let frame = firstFrame; frame < endFrame; frame++) {
    const source = frame * file.frameSamples + offset;
    const destination = (frame + at) * samplesPerFrame;
    for (let index = 0; index < samplesPerFrame; index++) {
      const value = samples[source + index]!;
      target[destination + index] = value === invalid ? invalidSample : value;
    }
  }
}
