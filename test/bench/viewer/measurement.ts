export interface Percentiles {
  readonly median: number;
  readonly p95: number;
}

/** Script of one frame in milliseconds, at one zoom. */
export interface FrameTimes extends Percentiles {
  readonly secondsOnScreen: number;
  readonly worst: number;
  readonly frames: number;
}

/** From a key to its label, in milliseconds. */
export interface KeyTimes {
  /** The label is on the paper: end of the frame that drew it. */
  readonly drawn: Percentiles;
  /** The core has it on the disk and has said so. */
  readonly stored: Percentiles;
  /** Script of the page from the key to "Saved". */
  readonly script: Percentiles;
  readonly keys: number;
}

/** What a reader waits for, in a real browser on the built application. Milliseconds and bytes. */
export interface ViewerMeasurement {
  readonly beats: number;
  /** From the click on the recording in the library to the first frame with signal and labels. */
  readonly firstStrip: number;
  /** Script of each frame while panning and zooming, by how much is on screen. */
  readonly frames: readonly FrameTimes[];
  readonly keys: KeyTimes;
  /** Live objects of the renderer after all this. */
  readonly rendererHeap: number;
  readonly coreMemory: number | null;
}
