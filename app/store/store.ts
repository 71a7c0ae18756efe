import type { FamilyStore } from './families.ts';
import type {
  BeatPlace,
  EntriesChange,
  LabelChoice,
  Met,
  RangeChoice,
  RunChange,
  SessionChange,
  StoredEntry,
  UndoOptions,
} from './changes.ts';
import type { DecidedBeats } from './overlay.ts';
import type { DriftVerdict, SignalQuality } from '../contract/runs.ts';
import type {
  BeatDetail,
  BeatOverview,
  BeatWindow,
  ChangeStep,
  LeadRecord,
  RecordingRow,
} from '../contract/records.ts';
import type { ReaderRecord } from '../contract/readers.ts';

/** A recording as it is first written down, with the session in which it will be read. */
export interface NewRecording {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  readonly format: string;
  /** Absolute path of the header or main file. */
  readonly path: string;
  /** SHA-256 over the recording's files: the same recording is not imported twice. */
  readonly sha256: string;
  readonly patient: RecordingRow['patient'];
  readonly rate: number;
  readonly frames: number;
  readonly leads: readonly LeadRecord[];
  readonly comments: readonly string[];
  readonly warnings: readonly string[];
  /** UTC, ISO 8601. */
  readonly importedAt: string;
}

/** One analysis: which model, through which provider, with which settings, proposed the labels. */
export interface NewRun {
  readonly id: string;
  readonly sessionId: string;
  readonly model: { readonly id: string; readonly sha256: string } | null;
  readonly provider: string | null;
  /** Where beat positions came from ("detector" or an annotator's name), thresholds, versions: everything to repeat it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly startedAt: string;
  /** Annotator whose beats are kept beside the model's labels, or null. */
  readonly annotator: string | null;
  /**
   * The beats are those of the session's current run, each at its place, with other labels: what persons changed before can
   * still be taken back. Left out: the steps before a new run stand for good.
   */
  readonly sameBeats?: boolean;
}

/** What a run learned on its way: told when it is finished, never changed after. */
export interface RunInformation {
  /** Names of the leads that the labels come from. */
  readonly leads: readonly string[];
  readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
  readonly quality: SignalQuality | null;
  readonly drift: DriftVerdict | null;
  /** The model's rule from probabilities to labels, as its specification has it, and how far it was followed. */
  readonly decision: { readonly rule: unknown; readonly strength: number } | null;
}

/** A finished run as stored. */
export interface StoredRun extends RunInformation {
  readonly id: string;
  readonly model: { readonly id: string; readonly sha256: string } | null;
  readonly provider: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly annotator: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** All beats of a session: what its current run says, and over it what persons decided. `layOver` puts them together. */
export interface SessionBeats {
  readonly proposed: AnalysedBeats;
  readonly decided: DecidedBeats;
}

/** All beats of a session, and what they belong to. */
export interface SessionSnapshot extends SessionBeats {
  /** Null before the first analysis. */
  readonly run: StoredRun | null;
  /** Where the labels of the run come from: index into labelSources. */
  readonly source: number;
  /** The same number means the same beats and the same readable stretches; it grows with every change of these. */
  readonly revision: number;
  /** Frames per second. */
  readonly rate: number;
  readonly frames: number;
}

/** Beats in time order, column by column. */
export interface AnalysedBeats {
  /** Frames, strictly ascending, after everything appended before. */
  readonly samples: Int32Array;
  /** Index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** Five values a beat, probability x 65,535; zeros when not analysed. */
  readonly probabilities: Uint16Array;
  /** WFDB code the file gives this beat, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Class index of `fileCodes` by the mapping in use, `notAnalysed` when none. */
  readonly fileClasses: Uint8Array;
}

export interface RegisteredModel {
  readonly id: string;
  readonly sha256: string;
  /** Absolute path of the .onnx file. */
  readonly path: string;
  readonly shipped: boolean;
  readonly registeredAt: string;
}

/**
 * Everything that must still be there tomorrow. Asynchronous, so that another database can stand behind it.
 *
 * Every method that changes is one transaction. Ids that do not exist throw CaliperError `not-found`.
 */
export interface Store {
  addRecording(recording: NewRecording): Promise<void>;
  listRecordings(): Promise<RecordingRow[]>;
  readRecording(recordingId: string): Promise<RecordingRow>;
  /** Id of the recording with these bytes, or null. */
  findRecording(sha256: string): Promise<string | null>;
  removeRecording(recordingId: string): Promise<void>;
  /** Id of the recording that is read in this session. */
  recordingOfSession(sessionId: string): Promise<string>;
  setAnalysis(sessionId: string, state: RecordingRow['analysis'], attention: string | null): Promise<void>;

  /** Opens a run; its beats are invisible until it is finished. */
  beginRun(run: NewRun): Promise<void>;
  appendBeats(runId: string, beats: AnalysedBeats): Promise<void>;
  /**
   * Makes the run the session's current one, atomically. Labels that a person gave stay: each moves to the run's nearest
   * beat within `toleranceFrames`, or stays as a beat of its own.
   */
  finishRun(
    runId: string,
    provider: string | null,
    toleranceFrames: number,
    information?: RunInformation,
  ): Promise<void>;
  /** Forgets an unfinished run. Unfinished runs of a crashed process are forgotten when the store opens. */
  abandonRun(runId: string): Promise<void>;

  /** The session's current run, or null before the first. */
  currentRun(sessionId: string): Promise<StoredRun | null>;

  /** Every beat of the session, however many: 17 bytes each. */
  allBeats(sessionId: string): Promise<SessionBeats>;
  /** As `allBeats`, with the run and the revision that these beats are of. */
  snapshot(sessionId: string): Promise<SessionSnapshot>;
  /** Beats with `from <= sample < to`; throws `too-large` beyond maximumWindowBeats. */
  readBeats(sessionId: string, from: number, to: number): Promise<BeatWindow>;
  beatOverview(sessionId: string, buckets: number): Promise<BeatOverview>;
  inspectBeat(sessionId: string, sample: number): Promise<StoredBeat>;
  findBeat(query: BeatQuery): Promise<number | null>;

  /**
   * One step: beats that a person already gave this label and code are left out; null when nothing changed. Giving a beat
   * the label that the model proposed is a decision too: it is then the person's.
   *
   * @param code WFDB code; the plain one of the class when left out. `kept`: beats that a person already gave this label are
   *   left out whatever their code, so that a change of many does not make plain what someone named exactly
   */
  relabel(
    sessionId: string,
    samples: readonly number[],
    label: number,
    by: string,
    code?: number | 'kept',
  ): Promise<ChangeStep | null>;
  relabelRange(sessionId: string, choice: RangeChoice, by: string): Promise<ChangeStep | null>;
  /** Makes the shown labels the person's. Beats that are not analysed have none and are left out. */
  confirm(sessionId: string, samples: readonly number[], by: string): Promise<ChangeStep | null>;
  /** Adds a beat. @throws CaliperError `conflict` when another is within `clearance` frames, `invalid-input` */
  insertBeat(sessionId: string, place: BeatPlace, choice: LabelChoice, by: string): Promise<ChangeStep | null>;
  /** Moves a beat with its label. @throws as `insertBeat`; `not-found` */
  moveBeat(sessionId: string, sample: number, to: BeatPlace, by: string): Promise<ChangeStep | null>;
  deleteBeats(sessionId: string, samples: readonly number[], by: string): Promise<ChangeStep | null>;
  /**
   * Takes back the last step that still stands, or a chosen one. The undo is an entry of its own: nothing is erased.
   *
   * @throws CaliperError `conflict` when the chosen step does not stand
   */
  undo(
    sessionId: string,
    by: string,
    options?: UndoOptions,
  ): Promise<{ readonly step: ChangeStep | null; readonly conflicts: number }>;
  /** What taking a standing step back would meet. @throws CaliperError `conflict` when it does not stand */
  conflictsOf(sessionId: string, step: number): Promise<Met>;
  /** Repeats what was taken back last. */
  redo(sessionId: string, by: string): Promise<ChangeStep | null>;
  /** The newest `maximumHistorySteps` steps, oldest first; every step stays stored. */
  history(sessionId: string): Promise<{ steps: ChangeStep[]; canUndo: boolean; canRedo: boolean }>;

  /** Values of one kind that are kept with a session, by key. */
  entries(sessionId: string, kind: string): Promise<StoredEntry[]>;
  /** One step; values that are there already are left out, null when nothing changed. */
  setEntries(sessionId: string, change: EntriesChange): Promise<ChangeStep | null>;

  /** Hears of every change after it is on the disk, until the returned function is called. */
  onChange(listener: (change: SessionChange | RunChange) => void): () => void;

  /** Beats grouped by shape. */
  readonly families: FamilyStore;

  listReaders(): Promise<ReaderRecord[]>;
  /** @throws CaliperError `conflict` when there is one of that name, whatever its case */
  addReader(name: string): Promise<ReaderRecord>;
  /** Who reads now, or null before anybody was chosen. */
  chosenReader(): Promise<ReaderRecord | null>;
  chooseReader(readerId: string): Promise<ReaderRecord>;
  /** The blind readings of a recording, none or two, in the order of their readers. */
  readings(recordingId: string): Promise<StoredReading[]>;
  describeSession(sessionId: string): Promise<StoredReading & { kind: 'main' | 'reading'; recordingId: string }>;
  /** What the library says of a session of its own: its id and its counts. */
  readSession(sessionId: string): Promise<SessionCounts>;
  /** Two sessions that begin with the labels of the main session's run. @throws CaliperError `conflict`, `not-found` */
  beginReadings(recordingId: string, readers: readonly [string, string]): Promise<void>;
  finishReading(sessionId: string): Promise<void>;
  /** @throws CaliperError `conflict` when a reader has changed anything */
  cancelReadings(recordingId: string): Promise<void>;

  registerModel(model: RegisteredModel): Promise<void>;
  listModels(): Promise<RegisteredModel[]>;
  activeModel(): Promise<RegisteredModel | null>;
  activateModel(modelId: string): Promise<void>;

  /** Bytes on disk. */
  size(): Promise<number>;
  close(): Promise<void>;
}

/** One of two blind readings. */
export interface StoredReading {
  readonly sessionId: string;
  /** Name; empty for a main session. */
  readonly reader: string;
  readonly state: 'open' | 'finished';
  /** UTC, ISO 8601. */
  readonly finishedAt: string | null;
  /** Beats that a person has decided. */
  readonly decided: number;
}

export type SessionCounts = Pick<
  RecordingRow,
  'sessionId' | 'review' | 'beats' | 'classes' | 'corrected' | 'differsFromFile'
>;

/** What the store knows of one beat; what is open about it, its model's rule says. */
export type StoredBeat = Omit<BeatDetail, 'doubt'>;

export interface BeatQuery {
  readonly sessionId: string;
  /** Search starts beside this sample, exclusive. */
  readonly sample: number;
  readonly direction: 'next' | 'previous';
  readonly label?: number | undefined;
  readonly differsFromFile?: boolean | undefined;
}
