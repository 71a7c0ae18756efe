/** Labelled beats, one row a beat: what every protocol builds and every training reads. */
export interface LabelledRows {
  readonly count: number;
  /** Samples a lead and row. */
  readonly length: number;
  readonly leads: number;
  /** count x leads x length values. */
  readonly beats: Float32Array;
  /** Index into beatClasses. */
  readonly labels: Uint8Array;
  /** Names of the recordings that rows come from. */
  readonly recordings: readonly string[];
  /** Index into `recordings` of each row. */
  readonly recordingOf: Uint16Array;
  /** Fiducial of each row, in frames of its recording. */
  readonly samples: Int32Array;
  /** Extra dense inputs, count x features.length values; empty when the protocol has none. */
  readonly features: Float32Array;
  readonly featureNames: readonly string[];
}
