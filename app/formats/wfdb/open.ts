import { CaliperError } from '../../contract/errors.ts';
import type { ByteFolder } from '../../signal/bytes.ts';
import type { Lead, Recording } from '../../signal/recording.ts';
import { findAnnotators, readAnnotator } from './annotators.ts';
import type { SignalSpecification, WfdbHeader } from './header.ts';
import { headerLimits } from './header.ts';
import { patientFromComments } from './patient.ts';
import { readHeader } from './read-header.ts';
import { startedAt } from './started-at.ts';
import { openSegments } from './segments.ts';
import type { Signals } from './signals.ts';
import { openSignals } from './signals.ts';

/** Most samples that one call of `read` returns: 256 MiB of values. Callers read by window. */
const largestRead = 2 ** 26;

/**
 * Opens a WFDB record: the header is parsed and the files' lengths are compared with it; samples are read by window later.
 *
 * @param recordName name without ending; `recordName`.hea lies in the folder
 * @throws CaliperError `not-found`, `damaged-file`, `unsupported`, `too-large`, `invalid-input`
 */
export async function openWfdb(folder: ByteFolder, recordName: string): Promise<Recording> {
  const header = await readHeader(folder, recordName);
  const source = header.segments
    ? await openSegments(folder, recordName, header, header.segments)
    : await openSingle(folder, recordName, header);
  const leads = source.specifications.map((signal) => toLead(signal, header.rate));
  const { frames } = source;

  return {
    name: recordName,
    format: 'wfdb',
    rate: header.rate,
    frames,
    leads,
    patient: patientFromComments(header.comments),
    startedAt: startedAt(header.baseTime, header.baseDate),
    comments: header.comments,
    warnings: [...header.warnings, ...source.warnings],
    annotators: await findAnnotators(folder, recordName, source.files),
    files: [`${recordName}.hea`, ...source.files],
    async read(chosen, from, to) {
      let samplesPerFrame = 0;
      for (const index of chosen) {
        const lead = leads[index];
        if (!lead) {
          throw new CaliperError(
            'invalid-input',
            `Record ${recordName} has ${leads.length} leads; there is no lead ${index}.`,
          );
        }
        samplesPerFrame += lead.samplesPerFrame;
      }
      const start = Math.max(0, Math.min(frames, Math.trunc(from)));
      const end = Math.max(start, Math.min(frames, Math.trunc(to)));
      if ((end - start) * samplesPerFrame > largestRead) {
        throw new CaliperError('too-large', `Record ${recordName}: ${end - start} frames are too many for one read.`);
      }
      return source.read(chosen, start, end);
    },
    annotations: (annotator) => readAnnotator(folder, recordName, annotator, header.rate),
  };
}

/** What a record's samples come from: its own signal files, or its segments. */
export interface SampleSource {
  readonly specifications: readonly SignalSpecification[];
  readonly frames: number;
  /** Files that belong to the record beside its header, annotations left out. */
  readonly files: readonly string[];
  readonly warnings: readonly string[];
  readonly read: Signals['read'];
}

async function openSingle(folder: ByteFolder, recordName: string, header: WfdbHeader): Promise<SampleSource> {
  const headerName = `${recordName}.hea`;
  const signals = await openSignals(folder, headerName, header.signals);
  const warnings: string[] = [];
  const inFiles = signals.framesInFiles;
  if (header.frames === null && inFiles !== null && inFiles > headerLimits.frames) {
    throw new CaliperError(
      'too-large',
      `The signal files of ${recordName} hold ${inFiles} frames, more than can be read.`,
    );
  }
  const frames = header.frames ?? inFiles ?? 0;
  for (const file of signals.files) {
    if (file.frames < frames) {
      throw new CaliperError(
        'damaged-file',
        `${file.name} ends after ${file.frames} of the ${frames} samples a signal that ${headerName} announces: ` +
          'the copy is incomplete, fetch it again.',
      );
    }
    const extra = file.size - file.bytesForFrames(frames);
    if (header.frames !== null && extra > file.format.unitBytes) {
      warnings.push(`${file.name} has ${extra} bytes more than ${headerName} announces; they are not read.`);
    }
  }
  header.signals.forEach((signal, index) => {
    if (!signal.calibrated) {
      warnings.push(
        `Signal ${index} of ${recordName} is not calibrated; ${signal.gain} ADC units per ${signal.unit} are assumed.`,
      );
    }
  });
  const files = signals.files.map((file) => file.name);
  return { specifications: header.signals, frames, files: [...new Set(files)], warnings, read: signals.read };
}

function toLead(signal: SignalSpecification, rate: number): Lead {
  return {
    name: signal.description,
    unit: signal.unit,
    rate: rate * signal.samplesPerFrame,
    samplesPerFrame: signal.samplesPerFrame,
    gain: signal.gain,
    baseline: signal.baseline,
    resolution: signal.resolution,
  };
}
