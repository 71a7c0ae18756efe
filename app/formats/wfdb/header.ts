/** One signal line of a header, header(5), with every default filled in. */
export interface SignalSpecification {
  /** Name of the signal file, "~" for a signal without one (format 0). */
  readonly file: string;
  /** WFDB signal format, e.g. 212; 0 for a signal without samples. */
  readonly format: number;
  readonly samplesPerFrame: number;
  /** Frames by which the signal lies late in its file. */
  readonly skew: number;
  /** Bytes before the first sample of the file. */
  readonly byteOffset: number;
  /** ADC units per physical unit; never 0. */
  readonly gain: number;
  /** False where the header gives no gain and the default of 200 stands in. */
  readonly calibrated: boolean;
  /** ADC value at 0 physical units. */
  readonly baseline: number;
  readonly unit: string;
  /** Bits of the converter. */
  readonly resolution: number;
  /** ADC value at the middle of the converter's range. */
  readonly zero: number;
  /** Value of sample 0; where differences start. */
  readonly initialValue: number;
  /** Sum of all samples as a signed 16-bit number; null when the header gives none. */
  readonly checksum: number | null;
  readonly blockSize: number;
  readonly description: string;
}

/** One segment line of a multi-segment header. */
export interface SegmentSpecification {
  /** Record name of the segment, "~" for a gap. */
  readonly name: string;
  readonly frames: number;
}

/** A whole .hea file. */
export interface WfdbHeader {
  readonly name: string;
  /** Number of signals, also where the lines follow in the segments. */
  readonly signalCount: number;
  /** Empty for a multi-segment record. */
  readonly signals: readonly SignalSpecification[];
  /** Null for a record of one segment. */
  readonly segments: readonly SegmentSpecification[] | null;
  /** Frames per second. */
  readonly rate: number;
  /** Ticks per second of the recorder's counter, the rate where not given. */
  readonly counterRate: number;
  /** Counter value at frame 0. */
  readonly baseCounter: number;
  /** Frames, or null when the header leaves it to the file. */
  readonly frames: number | null;
  /** Time of day of frame 0 as the file writes it, or null. */
  readonly baseTime: string | null;
  /** Date of frame 0 as the file writes it, or null. */
  readonly baseDate: string | null;
  /** Comment lines without "#" and the blanks around. */
  readonly comments: readonly string[];
  /** Sentences about oddities that were tolerated. */
  readonly warnings: readonly string[];
}

/** What a header may not exceed: checked before anything is allocated for it. */
export const headerLimits = {
  bytes: 8 * 1024 * 1024,
  lineLength: 4096,
  signals: 2048,
  segments: 200_000,
  frames: 2 ** 31 - 2,
  samplesPerFrame: 16_384,
  skew: 65_536,
} as const;

/** Gain in ADC units per millivolt that WFDB assumes where the header gives none. */
export const defaultGain = 200;

/** Frames per second that WFDB assumes where the header gives none. */
export const defaultRate = 250;
