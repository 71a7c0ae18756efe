import { CaliperError } from '../../contract/errors.ts';
import type { ByteFolder } from '../../signal/bytes.ts';
import { invalidSample } from '../../signal/recording.ts';
import type { SampleSource } from './open.ts';
import type { SegmentSpecification, SignalSpecification, WfdbHeader } from './header.ts';
import { headerLimits } from './header.ts';
import { readHeader } from './read-header.ts';
import type { Signals } from './signals.ts';
import { openSignals } from './signals.ts';

/** Segments whose files stay open between reads. */
const openAtOnce = 8;

interface Piece extends SegmentSpecification {
  /** Frame of the recording at which the segment starts. */
  readonly start: number;
}

interface OpenSegment {
  readonly signals: Signals;
  readonly specifications: readonly SignalSpecification[];
  /** For each signal of the recording its index in the segment, or -1 where the segment lacks it. */
  readonly indices: readonly number[];
}

/**
 * Joins the segments of a multi-segment record, header(5): fixed layout (every segment has the same signals) and variable
 * layout (the first segment, of length 0, lists all signals; the others have some of them, found by description).
 *
 * Segments are opened when a window touches them; a gap ("~") and a missing signal read as invalid samples.
 *
 * @throws CaliperError `damaged-file`, `not-found`, `unsupported`
 */
export async function openSegments(
  folder: ByteFolder,
  recordName: string,
  header: WfdbHeader,
  segments: readonly SegmentSpecification[],
): Promise<SampleSource> {
  const variable = segments[0]!.frames === 0 && segments[0]!.name !== '~';
  const pieces: Piece[] = [];
  let frames = 0;
  for (const segment of variable ? segments.slice(1) : segments) {
    pieces.push({ ...segment, start: frames });
    frames += segment.frames;
  }
  if (frames > headerLimits.frames) {
    throw new CaliperError(
      'too-large',
      `The segments of ${recordName} add up to ${frames} samples, more than can be read.`,
    );
  }
  const warnings: string[] = [];
  if (header.frames !== null && header.frames !== frames) {
    warnings.push(`${recordName}.hea announces ${header.frames} samples; its segments add up to ${frames}.`);
  }
  const model = variable ? segments[0]! : pieces.find((piece) => piece.name !== '~');
  if (!model) throw new CaliperError('damaged-file', `${recordName}.hea lists gaps only; there is nothing to read.`);
  const specifications = (await readSegmentHeader(folder, recordName, model.name)).signals;
  if (specifications.length !== header.signalCount) {
    throw new CaliperError(
      'damaged-file',
      `${recordName}.hea announces ${header.signalCount} signals, its segment ${model.name} has ${specifications.length}.`,
    );
  }

  const opened = new Map<string, Promise<OpenSegment>>();
  function open(name: string, length: number): Promise<OpenSegment> {
    const known = opened.get(name);
    if (known) return known;
    const segment = openSegment(folder, recordName, name, length, specifications, variable);
    opened.set(name, segment);
    if (opened.size > openAtOnce) opened.delete(opened.keys().next().value!);
    return segment;
  }

  const read: SampleSource['read'] = async (chosen, from, to) => {
    const out = chosen.map((index) =>
      new Int32Array((to - from) * specifications[index]!.samplesPerFrame).fill(invalidSample),
    );
    for (let index = firstPieceAt(pieces, from); index < pieces.length && pieces[index]!.start < to; index++) {
      const piece = pieces[index]!;
      const start = Math.max(from, piece.start);
      const end = Math.min(to, piece.start + piece.frames);
      if (piece.name === '~' || end <= start) continue;
      const segment = await open(piece.name, piece.frames);
      const present = chosen.flatMap((signal, position) => {
        const inSegment = segment.indices[signal]!;
        return inSegment < 0 ? [] : [{ signal, position, inSegment }];
      });
      const parts = await segment.signals.read(
        present.map((entry) => entry.inSegment),
        start - piece.start,
        end - piece.start,
      );
      present.forEach(({ signal, position, inSegment }, part) => {
        const target = specifications[signal]!;
        const scaled = rescale(parts[part]!, segment.specifications[inSegment]!, target);
        out[position]!.set(scaled, (start - from) * target.samplesPerFrame);
      });
    }
    return out;
  };
  return { specifications, frames, files: await filesOf(folder, segments), warnings, read };
}

/** Files of the segments by the names that WFDB gives them, without opening thousands of headers: NAME.hea and NAME.dat. */
async function filesOf(folder: ByteFolder, segments: readonly SegmentSpecification[]): Promise<string[]> {
  const names = new Set(segments.map((segment) => segment.name));
  return (await folder.list()).filter((file) => /\.(hea|dat)$/.test(file) && names.has(file.slice(0, -4)));
}

/** Index of the last piece that starts at or before the frame. */
function firstPieceAt(pieces: readonly Piece[], frame: number): number {
  let low = 0;
  let high = pieces.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.start <= frame) low = middle;
    else high = middle;
  }
  return low;
}

async function readSegmentHeader(folder: ByteFolder, recordName: string, name: string): Promise<WfdbHeader> {
  const header = await readHeader(folder, name);
  if (header.segments) {
    throw new CaliperError('damaged-file', `Segment ${name} of ${recordName} has segments itself, which WFDB forbids.`);
  }
  return header;
}

async function openSegment(
  folder: ByteFolder,
  recordName: string,
  name: string,
  frames: number,
  layout: readonly SignalSpecification[],
  variable: boolean,
): Promise<OpenSegment> {
  const header = await readSegmentHeader(folder, recordName, name);
  const signals = await openSignals(folder, `${name}.hea`, header.signals);
  if (signals.framesInFiles !== null && signals.framesInFiles < frames) {
    throw new CaliperError(
      'damaged-file',
      `Segment ${name} of ${recordName} has ${signals.framesInFiles} samples a signal, ${frames} are announced: the copy is incomplete.`,
    );
  }
  const indices = layout.map((wanted, index) =>
    variable ? header.signals.findIndex((signal) => signal.description === wanted.description) : index,
  );
  for (const [index, inSegment] of indices.entries()) {
    const signal = header.signals[inSegment];
    if (inSegment >= 0 && signal?.samplesPerFrame !== layout[index]!.samplesPerFrame) {
      throw new CaliperError(
        'damaged-file',
        `Segment ${name} of ${recordName} does not have the signals of the record.`,
      );
    }
  }
  return { signals, specifications: header.signals, indices };
}

/** Brings ADC values of a segment to the gain and baseline of the record, rounded; unchanged where they agree. */
function rescale(samples: Int32Array, from: SignalSpecification, to: SignalSpecification): Int32Array {
  if (from.gain === to.gain && from.baseline === to.baseline) return samples;
  const factor = to.gain / from.gain;
  return samples.map((value) =>
    value === invalidSample ? value : Math.round((value - from.baseline) * factor + to.baseline),
  );
}
