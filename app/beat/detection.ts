/** A stretch of a recording: frames [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * How well the beats can be seen, one value a second of the recording: 0 where nothing can be read, 100 where the QRS
 * complexes stand clear of everything else. The last value is that of the second that the recording ends in.
 */
export type QualityTrack = Uint8Array;

/** What the detector found. */
export interface Detection {
  /** Beats in frames, strictly ascending: the R peak, or the nadir of a complex that is mainly negative. */
  readonly samples: Int32Array;
  /** Indices of the leads that were looked at, in the order of the file. */
  readonly leads: readonly number[];
  readonly quality: QualityTrack;
  /** Where no beat can be told from noise, or there is no signal; ascending, apart from each other. */
  readonly unreadable: readonly Stretch[];
}
