import * as v from 'valibot';

import { uint8Array } from './arrays.ts';
import { command, query } from './call-definition.ts';
import { ChangeStep, Identifier, SamplePosition } from './records.ts';

/** The parts of a report, in their order on the page. */
export const reportParts = [
  'conclusion',
  'figures',
  'rate',
  'table',
  'events',
  'variability',
  'strips',
  'comments',
] as const;
export const ReportPart = v.picklist(reportParts);
export type ReportPart = v.InferOutput<typeof ReportPart>;

const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
const lead = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

/** Longest strip that may be saved, in seconds. */
export const longestStripSeconds = 60;
/** Strips that a session may keep. */
export const maximumStrips = 200;

/** A stretch of signal that a reader kept for the report. */
export const SavedStrip = v.object({
  id: Identifier,
  title,
  /** Frames, the end excluded. */
  from: SamplePosition,
  until: SamplePosition,
  leads: v.pipe(v.array(lead), v.minLength(1), v.maxLength(64)),
  /** Whether the report shows it. */
  onPage: v.boolean(),
  by: v.string(),
  /** UTC, ISO 8601. */
  at: v.string(),
});
export type SavedStrip = v.InferOutput<typeof SavedStrip>;

/** What a reader decided about the report; the figures on it come from `rhythm.*` and `session.*`. */
export const ReportState = v.object({
  conclusion: v.object({ text: v.string(), by: v.nullable(v.string()), at: v.nullable(v.string()) }),
  /** Parts that are shown. */
  parts: v.array(ReportPart),
  /** In the reader's order. */
  strips: v.array(SavedStrip),
  /** Beats that a person has decided, and all of them. */
  read: v.object({ beats: v.pipe(v.number(), v.integer()), of: v.pipe(v.number(), v.integer()) }),
  /** SHA-256 of the shown positions, classes and codes: two reports with the same hash say the same of every beat. */
  labelsSha256: v.string(),
});
export type ReportState = v.InferOutput<typeof ReportState>;

/** Longest conclusion, in characters. */
export const longestConclusion = 4_000;

/** What can be written to a file: beats as CSV, events as CSV, all labels as a WFDB annotation file. */
export const exportKinds = ['beats', 'events', 'annotations'] as const;
export const ExportKind = v.picklist(exportKinds);
export type ExportKind = v.InferOutput<typeof ExportKind>;

const step = v.object({ step: v.nullable(ChangeStep) });

/** The report of a session, its strips, and files for other programs. Every change is a step of the session's history. */
export const reportCalls = {
  'report.read': query(v.strictObject({ sessionId: Identifier }), ReportState),
  'report.conclude': command(
    v.strictObject({ sessionId: Identifier, text: v.pipe(v.string(), v.maxLength(longestConclusion)) }),
    step,
  ),
  'report.show': command(
    v.strictObject({ sessionId: Identifier, parts: v.pipe(v.array(ReportPart), v.maxLength(reportParts.length)) }),
    step,
  ),
  'strips.save': command(
    v.strictObject({
      sessionId: Identifier,
      title,
      from: SamplePosition,
      until: SamplePosition,
      leads: v.pipe(v.array(lead), v.minLength(1), v.maxLength(64)),
    }),
    v.object({ ...step.entries, id: Identifier }),
  ),
  'strips.change': command(
    v.strictObject({
      sessionId: Identifier,
      id: Identifier,
      title: v.optional(title),
      onPage: v.optional(v.boolean()),
    }),
    step,
  ),
  'strips.remove': command(v.strictObject({ sessionId: Identifier, id: Identifier }), step),
  /** The ids of all strips in their new order. */
  'strips.order': command(
    v.strictObject({ sessionId: Identifier, ids: v.pipe(v.array(Identifier), v.maxLength(maximumStrips)) }),
    step,
  ),
  /**
   * A file piece by piece: begin at part 0 and go on with `next` until it is null, handing `revision` back with each question.
   * What the file tells must not change meanwhile: labels, and for events their criteria and verdicts too. A part of another
   * revision is refused as `conflict`.
   */
  'export.read': query(
    v.strictObject({
      sessionId: Identifier,
      kind: ExportKind,
      part: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
      revision: v.optional(v.pipe(v.string(), v.maxLength(64))),
    }),
    v.object({
      fileName: v.string(),
      mediaType: v.string(),
      bytes: uint8Array,
      next: v.nullable(v.pipe(v.number(), v.integer())),
      parts: v.pipe(v.number(), v.integer()),
      revision: v.string(),
    }),
  ),
} as const;
