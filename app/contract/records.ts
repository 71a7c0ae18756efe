import * as v from 'valibot';

import { float32Array, int32Array, uint16Array, uint32Array, uint8Array } from './arrays.ts';
import { beatClasses, labelSources } from './classes.ts';
import { BeatDoubt } from './runs.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[A-Za-z0-9._-]+$/));

/** Identifier of a recording, session, job, upload or model. */
export const Identifier = identifier;

/** A sample position: frames from the start of the recording. */
export const SamplePosition = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 2));

/** Index into {@link beatClasses}. */
export const BeatClassSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(beatClasses.length - 1));

/** Beats per class in the order of {@link beatClasses}. */
export const ClassCounts = v.tuple([count, count, count, count, count]);
export type ClassCounts = v.InferOutput<typeof ClassCounts>;

export const LeadRecord = v.object({
  name: v.string(),
  unit: v.string(),
  /** Samples per second of this lead. */
  rate: v.number(),
  /** ADC units per physical unit. */
  gain: v.number(),
  /** ADC value at 0 physical units. */
  baseline: v.number(),
});
export type LeadRecord = v.InferOutput<typeof LeadRecord>;

export const reviewStates = ['new', 'in-review', 'signed-off'] as const;
export const analysisStates = ['none', 'waiting', 'running', 'done', 'failed'] as const;

/** One line of the library: a recording and the session in which it is read. */
export const RecordingRow = v.object({
  id: identifier,
  sessionId: identifier,
  name: v.string(),
  format: v.string(),
  path: v.string(),
  patient: v.object({ age: v.nullable(v.number()), sex: v.nullable(v.picklist(['F', 'M'])) }),
  /** Frames per second; every sample position counts frames. */
  rate: v.number(),
  frames: count,
  leads: v.array(LeadRecord),
  /** Header comments, free text. */
  comments: v.array(v.string()),
  importedAt: v.string(),
  beats: count,
  classes: ClassCounts,
  /** Beats whose label a person has decided. */
  corrected: count,
  /** Beats whose label differs from the file's own annotation; null when the file has none. */
  differsFromFile: v.nullable(count),
  review: v.picklist(reviewStates),
  analysis: v.picklist(analysisStates),
  /** Why the recording needs attention, or null. */
  attention: v.nullable(v.string()),
  warnings: v.array(v.string()),
  model: v.nullable(v.object({ id: v.string(), sha256: v.string() })),
  provider: v.nullable(v.string()),
});
export type RecordingRow = v.InferOutput<typeof RecordingRow>;

/** The beats of a stretch, column by column; all columns have the same length, `probabilities` five times that. */
export const BeatWindow = v.object({
  /** 0-based index in the session of the first beat of the window. */
  firstIndex: count,
  /** Fiducial positions in frames, ascending. */
  samples: int32Array,
  /** Shown label: index into beatClasses, or `notAnalysed`. */
  labels: uint8Array,
  /** Index into labelSources. */
  sources: uint8Array,
  /** Model probabilities x 65,535, class after class within a beat; zeros when not analysed. */
  probabilities: uint16Array,
  /** WFDB annotation code that the file gives the beat, 0 when none. */
  fileCodes: uint8Array,
  /** WFDB code of the shown label: the one that a person gave, else the plain code of the class, 0 when not analysed. */
  codes: uint8Array,
});
export type BeatWindow = v.InferOutput<typeof BeatWindow>;

/** The whole session in `buckets` equal stretches of time. */
export const BeatOverview = v.object({
  buckets: count,
  /** Mean heart rate per bucket in beats a minute; NaN where there are fewer than two beats. */
  heartRate: float32Array,
  /** Beats per bucket and class, five values a bucket. */
  counts: uint32Array,
});
export type BeatOverview = v.InferOutput<typeof BeatOverview>;

/** What a step of a session's history did. "noted": values kept with the session (verdicts, limits, strips). */
export const stepActions = [
  'relabelled',
  'confirmed',
  'inserted',
  'moved',
  'deleted',
  'marked',
  'commented',
  'noted',
  'undone',
  'redone',
] as const;
export type StepAction = (typeof stepActions)[number];

export const LabelEvent = v.object({
  /** UTC, ISO 8601. */
  at: v.string(),
  source: v.picklist(labelSources),
  /** Model id, annotator name or reader name. */
  by: v.string(),
  from: v.nullable(v.picklist(beatClasses)),
  to: v.nullable(v.picklist(beatClasses)),
  /** What happened, for a person: "relabelled", "undone". */
  action: v.picklist(['classified', 'annotated', ...stepActions]),
  probability: v.nullable(v.number()),
});
export type LabelEvent = v.InferOutput<typeof LabelEvent>;

/** Everything the inspector shows of one beat. */
export const BeatDetail = v.object({
  index: count,
  sample: SamplePosition,
  label: v.nullable(v.picklist(beatClasses)),
  source: v.picklist(labelSources),
  probabilities: v.nullable(v.array(v.number())),
  /** What the model leaves open; null when it has no decision rule of its own. */
  doubt: v.nullable(BeatDoubt),
  /** RR interval before and after in milliseconds. */
  rrBefore: v.nullable(v.number()),
  rrAfter: v.nullable(v.number()),
  /** Mean RR interval of the session in milliseconds. */
  rrMean: v.nullable(v.number()),
  fileSymbol: v.nullable(v.string()),
  history: v.array(LabelEvent),
});
export type BeatDetail = v.InferOutput<typeof BeatDetail>;

/** One reversible change of a session. */
export const ChangeStep = v.object({
  id: count,
  /** UTC, ISO 8601. */
  at: v.string(),
  by: v.string(),
  action: v.picklist(stepActions),
  /** Beats changed; a moved beat counts once. */
  beats: count,
  /** Class that all of the beats had before and have after; null when they differ or there are none. */
  fromLabel: v.nullable(v.picklist(beatClasses)),
  to: v.nullable(v.picklist(beatClasses)),
  /** Sample range that changed; 0 to 0 when the change has no place in the recording. */
  from: SamplePosition,
  until: SamplePosition,
  /** Kinds of the entries that changed: "mark", "comment", "verdict" ... */
  kinds: v.array(v.string()),
  /** The step that was undone or redone. */
  target: v.nullable(count),
  /** The change holds and can be taken back. */
  standing: v.boolean(),
});
export type ChangeStep = v.InferOutput<typeof ChangeStep>;

export const jobKinds = ['import', 'analysis', 'training', 'families'] as const;
export const jobStates = ['running', 'done', 'failed', 'stopped'] as const;

export const JobItem = v.object({
  name: v.string(),
  /** The recording that the work is about, as soon as it has one: names need not be unique, ids are. */
  recordingId: v.nullable(identifier),
  state: v.picklist(['waiting', 'running', 'done', 'warning', 'failed']),
  /** One short clause or sentence: the stage, the result or the reason. */
  note: v.string(),
  /** 0 to 1. */
  progress: v.number(),
});
export type JobItem = v.InferOutput<typeof JobItem>;

export const JobRecord = v.object({
  id: identifier,
  kind: v.picklist(jobKinds),
  title: v.string(),
  state: v.picklist(jobStates),
  stage: v.string(),
  done: count,
  total: count,
  secondsLeft: v.nullable(v.number()),
  items: v.array(JobItem),
  /** Sentence for the reader when failed. */
  error: v.nullable(v.string()),
});
export type JobRecord = v.InferOutput<typeof JobRecord>;

/** A chart described once, drawn by the report as SVG and by the screen on a canvas. `option` is an ECharts option. */
export const Figure = v.object({
  name: v.string(),
  title: v.string(),
  caption: v.string(),
  option: v.record(v.string(), v.unknown()),
});
export type Figure = v.InferOutput<typeof Figure>;

export const ApplicationInfo = v.object({
  version: v.string(),
  /** The door through which the screen came. */
  host: v.picklist(['electron', 'web', 'cli', 'test']),
  platform: v.string(),
  dataFolder: v.string(),
  reader: v.string(),
  activeModel: v.nullable(v.object({ id: v.string(), sha256: v.string() })),
  /** Execution provider in use, or null before the first analysis. */
  provider: v.nullable(v.string()),
  recordings: count,
  bytesUsed: count,
});
export type ApplicationInfo = v.InferOutput<typeof ApplicationInfo>;
