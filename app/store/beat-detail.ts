import type { Database } from 'better-sqlite3';

import { beatClasses, labelSources, notAnalysed, type BeatClass } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { LabelEvent } from '../contract/records.ts';
import { symbolOf } from '../formats/wfdb/codes.ts';
import { indexOf, type BeatTables } from './beats.ts';
import type { CarriedLabels } from './carry-labels.ts';
import type { Chunk } from './chunks.ts';
import { lowerBound } from './columns.ts';
import type { CorrectionRow } from './corrections.ts';
import { noBeat } from './overlay.ts';
import type { RunRow } from './runs.ts';
import type { Session } from './sessions.ts';
import type { StepRow } from './steps.ts';
import type { BeatQuery, StoredBeat } from './store.ts';

type CorrectionOfStep = CorrectionRow & Pick<StepRow, 'at' | 'by' | 'action'>;

interface Proposal {
  readonly label: number;
  readonly fileCode: number;
  readonly fileClass: number;
  /** 0 to 1, or null when the model did not analyse the beat. */
  readonly probabilities: number[] | null;
}

/** Reads all there is to know of one beat, with the history of its label through every run of the session. */
export function createBeatInspection(
  database: Database,
  tables: BeatTables,
  carried: CarriedLabels,
  findBeat: (query: BeatQuery) => number | null,
) {
  const correctionsOf = database.prepare<[number, number, number, number, number], CorrectionOfStep>(
    `SELECT corrections.*, at, by, action FROM steps JOIN corrections ON step = number AND sample = ?
     WHERE session = ? AND run = ? AND first_sample <= ? AND last_sample >= ? ORDER BY number`,
  );

  const movedFrom = database.prepare<[number], Pick<CorrectionRow, 'sample' | 'from_step'>>(
    `SELECT sample, from_step FROM corrections JOIN steps ON number = step
     WHERE step = ? AND action = 'moved' AND to_label = ${noBeat}`,
  );
  const decidedBefore = database.prepare<[number, number], Pick<CorrectionRow, 'sample' | 'from_step'>>(
    'SELECT sample, from_step FROM corrections WHERE step = ? AND sample = ?',
  );

  function inspect(sessionId: string, sample: number): StoredBeat {
    const session = tables.sessions.find(sessionId);
    const run = session.run;
    const decided = tables.currentLabels.at(session.number, sample);
    const proposal = run === null ? null : proposalOf(run, sample, decided?.step ?? 0);
    const label = decided?.label ?? proposal?.label ?? noBeat;
    if (run === null || label === noBeat) {
      throw new CaliperError('not-found', `There is no beat at sample ${sample}.`);
    }
    return {
      index: indexOf(tables, session, sample),
      sample,
      label: className(label),
      source: decided === null ? (labelSources[tables.runs.source(run)] ?? 'model') : 'person',
      probabilities: proposal?.probabilities ?? null,
      ...intervals(session, sample),
      fileSymbol: !proposal || proposal.fileCode === 0 ? null : symbolOf(proposal.fileCode),
      history: history(session, sample),
    };
  }

  /** What the run says of a beat, wherever a person has moved it since. `step` decided what is shown at `sample`. */
  function proposalOf(run: number, sample: number, step: number): Proposal | null {
    let place = { sample, from_step: step };
    let proposal = proposalAt(run, place.sample);
    while (proposal === null && place.from_step > 0) {
      const before = movedFrom.get(place.from_step) ?? decidedBefore.get(place.from_step, place.sample);
      if (!before) return null;
      place = before;
      proposal = proposalAt(run, place.sample);
    }
    return proposal;
  }

  function proposalAt(run: number, sample: number): Proposal | null {
    const chunk = tables.chunks.at(run, sample);
    return chunk === null ? null : readProposal(chunk, sample);
  }

  function readProposal(chunk: Chunk, sample: number): Proposal | null {
    const beats = tables.chunks.read(chunk);
    const index = lowerBound(beats.samples, sample);
    if (beats.samples[index] !== sample) return null;
    const first = index * beatClasses.length;
    const probabilities = Array.from(
      beats.probabilities.subarray(first, first + beatClasses.length),
      (p) => p / 65_535,
    );
    return {
      label: beats.labels[index]!,
      fileCode: beats.fileCodes[index]!,
      fileClass: beats.fileClasses[index]!,
      probabilities: probabilities.some((probability) => probability > 0) ? probabilities : null,
    };
  }

  /** RR intervals in milliseconds: frames over frames per second. */
  function intervals(session: Session, sample: number): Pick<StoredBeat, 'rrBefore' | 'rrAfter' | 'rrMean'> {
    const milliseconds = (frames: number) => (1000 * frames) / session.rate;
    const find = (from: number, direction: 'next' | 'previous') =>
      findBeat({ sessionId: session.id, sample: from, direction });
    const before = find(sample, 'previous');
    const after = find(sample, 'next');
    const span = (find(2 ** 31 - 1, 'previous') ?? 0) - (find(-1, 'next') ?? 0);
    return {
      rrBefore: before === null ? null : milliseconds(sample - before),
      rrAfter: after === null ? null : milliseconds(after - sample),
      rrMean: session.beats < 2 ? null : milliseconds(span / (session.beats - 1)),
    };
  }

  /** From the last run back to the first, following the label to where it lay; told in order of time. */
  function history(session: Session, sample: number): LabelEvent[] {
    const events: LabelEvent[] = [];
    let position = sample;
    for (const run of tables.runs.lineage(session)) {
      const steps = correctionsOf.all(position, session.number, run.number, position, position).map(toEvent);
      events.unshift(...proposalEvents(run, position), ...steps);
      position = carried.origin(run.number, position) ?? position;
    }
    return events.filter((event, index) => !repeatsProposal(event, events.slice(0, index)));
  }

  function proposalEvents(run: RunRow, sample: number): LabelEvent[] {
    const proposal = proposalAt(run.number, sample);
    if (proposal === null) return [];
    const events: LabelEvent[] = [];
    const common = { at: run.finished_at ?? '', from: null };
    if (run.annotator !== null && proposal.fileClass !== notAnalysed) {
      const to = className(proposal.fileClass);
      events.push({ ...common, source: 'file', by: run.annotator, to, action: 'annotated', probability: null });
    }
    if (run.model_id !== null && proposal.label !== notAnalysed) {
      const probability = wasDecidedAgain(run) ? null : (proposal.probabilities?.[proposal.label] ?? null);
      const to = className(proposal.label);
      events.push({ ...common, source: 'model', by: run.model_id, to, action: 'classified', probability });
    }
    return events;
  }

  return inspect;
}

/** Whether a run only moved the operating point: its labels do not follow from the stored probabilities alone. */
function wasDecidedAgain(run: RunRow): boolean {
  const settings: unknown = JSON.parse(run.settings);
  return typeof settings === 'object' && settings !== null && 'decidedFrom' in settings;
}

/** A moved operating point that left the model's label as it was is no news of this beat. */
function repeatsProposal(event: LabelEvent, before: readonly LabelEvent[]): boolean {
  if (event.action !== 'classified' || event.probability !== null) return false;
  return before.findLast(({ action }) => action === 'classified')?.to === event.to;
}

function toEvent(correction: CorrectionOfStep): LabelEvent {
  return {
    at: correction.at,
    source: 'person',
    by: correction.by,
    from: className(correction.from_label),
    to: className(correction.to_label),
    action: correction.action,
    probability: null,
  };
}

function className(label: number): BeatClass | null {
  return beatClasses[label] ?? null;
}
