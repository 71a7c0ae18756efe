/** The ADC value that stands for "no sample here": a gap, or a value the format marks as invalid. */
export const invalidSample = -(2 ** 31);

/** One lead of a recording, and how its ADC values become physical values: `(value - baseline) / gain`. */
export interface Lead {
  /** As the file names it, e.g. "MLII" or "V5"; may be empty. */
  readonly name: string;
  /** Physical unit, "mV" unless the file says otherwise. */
  readonly unit: string;
  /** Samples per second: the recording's frame rate times `samplesPerFrame`. */
  readonly rate: number;
  /** Samples of this lead in one frame; 1 in single-rate recordings. */
  readonly samplesPerFrame: number;
  /** ADC units per physical unit; never 0. */
  readonly gain: number;
  /** ADC value at 0 physical units. */
  readonly baseline: number;
  /** Bits of the converter, 0 when unknown. */
  readonly resolution: number;
}

/** Who was recorded, as far as the file says. */
export interface Patient {
  readonly age: number | null;
  readonly sex: 'F' | 'M' | null;
}

/**
 * A lazily read ECG recording: what every format reader returns and everything else reads from.
 *
 * Positions count frames from 0; a frame holds `samplesPerFrame` samples of each lead.
 */
export interface Recording {
  readonly name: string;
  /** Format identifier, e.g. "wfdb". */
  readonly format: string;
  /** Frames per second. */
  readonly rate: number;
  readonly frames: number;
  readonly leads: readonly Lead[];
  readonly patient: Patient;
  /**
   * Time of day of frame 0 at the patient's, without a zone: "2019-04-01T08:15:00", or "08:15:00" where the file has no date.
   * Null or absent where it has no time.
   */
  readonly startedAt?: string | null;
  /** Free text of the header, one entry a line. */
  readonly comments: readonly string[];
  /** Sentences about what is odd in the file and was tolerated. */
  readonly warnings: readonly string[];
  /** Annotators that come with the file, e.g. ["atr"]. */
  readonly annotators: readonly string[];
  /** Names of the files that hold header and samples, the one that was opened first; annotation files are not among them. */
  readonly files: readonly string[];
  /**
   * Reads ADC values of frames [from, to), clipped to the recording.
   *
   * @param leads which leads, by index; the result is in this order
   * @returns one array a lead of (to - from) * samplesPerFrame values; gaps are {@link invalidSample}
   * @throws CaliperError `damaged-file` when the bytes end early
   */
  read(leads: readonly number[], from: number, to: number): Promise<Int32Array[]>;
  /** Reads one annotator's annotations in time order. @throws CaliperError `not-found`, `damaged-file` */
  annotations(annotator: string): Promise<Annotation[]>;
}

/** One annotation of a file, beat or not. Codes are those of WFDB (ecgcodes.h); other formats map to them. */
export interface Annotation {
  /** Position in frames; may lie before 0 or past the end in odd files. */
  readonly sample: number;
  /** WFDB annotation code, 1 to 49. */
  readonly code: number;
  readonly subtype: number;
  readonly channel: number;
  readonly number: number;
  /** Auxiliary text as Latin-1, without a trailing NUL; empty when none. */
  readonly aux: string;
}
