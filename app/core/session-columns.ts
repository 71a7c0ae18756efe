import type { Stretch } from '../contract/runs.ts';

/** A whole session as shown, in time order. A snapshot: nothing in it changes, the next change makes another one. */
export interface SessionColumns {
  /** The same number means the same beats, labels and unreadable stretches; it grows with every change of these. */
  readonly revision: number;
  /** Frames per second. */
  readonly rate: number;
  readonly frames: number;
  readonly samples: Int32Array;
  /** Index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** Index into labelSources. */
  readonly sources: Uint8Array;
  /** WFDB codes of the shown labels: a person's code, else the class's plain code, 0 when not analysed. */
  readonly codes: Uint8Array;
  /** WFDB codes that the file gives the beats, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Five a beat at the chosen operating point, probability x 65,535; zeros where the model did not see the beat. */
  readonly probabilities: Uint16Array;
  /** What the detector could not read and no person overruled, and what persons marked; disjoint, in time order. */
  readonly unreadable: readonly Stretch[];
}

/** Whole sessions in memory: the two that were asked for last. */
export interface OpenSessions {
  /** @throws CaliperError `not-found` */
  columns(sessionId: string): Promise<SessionColumns>;
}
