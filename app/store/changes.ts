import type { ChangeStep, StepAction } from '../contract/records.ts';

/** A label as a person gives it. */
export interface LabelChoice {
  /** Index into beatClasses. */
  readonly label: number;
  /** WFDB code; left out: the plain one of the class. `kept`: the same, but beats of the class keep what a person gave. */
  readonly code?: number | 'kept' | undefined;
}

/** Beats with `from <= sample < to`, all or those that show one class. */
export interface RangeChoice extends LabelChoice {
  readonly from: number;
  readonly to: number;
  readonly only?: number | undefined;
}

/** Where a beat shall be; no other may be within `clearance` frames. */
export interface BeatPlace {
  readonly sample: number;
  readonly clearance: number;
}

export interface UndoOptions {
  /** The last one that stands when left out. */
  readonly step?: number | undefined;
  /** Takes back also what later steps changed again. */
  readonly overwrite?: boolean | undefined;
}

/** What places show after a change, in time order: label (`noBeat`: nothing), source, WFDB code. */
export interface BeatEdits {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  readonly sources: Uint8Array;
  readonly codes: Uint8Array;
}

/** A step that was written. */
export interface SessionChange {
  readonly sessionId: string;
  readonly recordingId: string;
  readonly step: ChangeStep;
  readonly edits: BeatEdits;
  /** Kinds of the entries that changed. */
  readonly kinds: readonly string[];
  /** As in SessionSnapshot, after the change. */
  readonly revision: number;
}

/** A session shows another run. */
export interface RunChange {
  readonly sessionId: string;
  readonly step: null;
}

/** A value kept with a session: who wrote it and when (UTC, ISO 8601). */
export interface StoredEntry {
  readonly key: string;
  readonly value: unknown;
  readonly by: string;
  readonly at: string;
}

/** A value to write; null removes it. */
export interface EntryChange {
  readonly kind: string;
  readonly key: string;
  /** Anything that JSON can hold. */
  readonly value: unknown;
}

/** Entries that change together, and where in the recording they belong: both 0 when left out. */
export interface EntriesChange {
  readonly action: Extract<StepAction, 'marked' | 'commented' | 'noted'>;
  readonly changes: readonly EntryChange[];
  readonly by: string;
  readonly from?: number;
  readonly until?: number;
}

/** Beats that a later step decided again, with the label now and the one to go back to (`noBeat` where there is none). */
export interface Met {
  readonly beats: readonly { readonly sample: number; readonly now: number; readonly back: number }[];
  /** Values kept with the session that a later step wrote again. */
  readonly entries: number;
}
