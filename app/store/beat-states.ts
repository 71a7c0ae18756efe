import { labelSources, notAnalysed } from '../contract/classes.ts';
import type { BeatTables } from './beats.ts';
import { lowerBound } from './columns.ts';
import type { BeatState } from './corrections.ts';
import type { CurrentLabel } from './current-labels.ts';
import { noBeat } from './overlay.ts';
import type { Session } from './sessions.ts';

/** A place in a session: what the run has there, and what is shown. */
export interface PlaceState {
  readonly sample: number;
  /** The label of the run, `noBeat` when it has no beat there. */
  readonly proposed: number;
  readonly fileClass: number;
  readonly shown: BeatState;
}

/** From so many wanted beats of a chunk on, what persons decided of it is read at once. */
const manyInChunk = 64;

export const person = labelSources.indexOf('person');

/** What the session's run says of a place, as a state to go back to. */
export function stateOfRun(tables: BeatTables, session: Session, proposed: number): BeatState {
  const source = session.run === null ? 0 : tables.runs.source(session.run);
  return { label: proposed, source, code: 0, step: 0 };
}

/** What there is at `samples`, which ascend: beats of the run, beats that persons inserted, or none. */
export function statesAt(tables: BeatTables, session: Session, samples: Int32Array): PlaceState[] {
  const states: PlaceState[] = [];
  // A million places share the few states that a run can give them.
  const ofRun = new Map<number, BeatState>();
  const proposedState = (label: number): BeatState => {
    const state = ofRun.get(label) ?? stateOfRun(tables, session, label);
    ofRun.set(label, state);
    return state;
  };
  let done = 0;
  while (done < samples.length) {
    const chunk = session.run === null ? null : tables.chunks.at(session.run, samples[done]!);
    const end = chunk === null ? done + 1 : lowerBound(samples, chunk.last_sample + 1);
    const columns = chunk === null ? null : tables.chunks.readLabels(chunk);
    const decidedAt = decisions(tables, session, samples.subarray(done, end));
    for (; done < end; done++) {
      const sample = samples[done]!;
      const index = columns === null ? -1 : lowerBound(columns.samples, sample);
      const isInRun = columns !== null && columns.samples[index] === sample;
      const proposed = isInRun ? columns.labels[index]! : noBeat;
      const entry = decidedAt(sample);
      states.push({
        sample,
        proposed,
        fileClass: isInRun ? columns.fileClasses[index]! : notAnalysed,
        shown: entry
          ? { label: entry.label, source: person, code: entry.code, step: entry.step }
          : proposedState(proposed),
      });
    }
  }
  return states;
}

function decisions(
  tables: BeatTables,
  session: Session,
  samples: Int32Array,
): (sample: number) => CurrentLabel | null | undefined {
  if (samples.length < manyInChunk) return (sample) => tables.currentLabels.at(session.number, sample);
  const rows = tables.currentLabels.within(session.number, samples[0]!, samples.at(-1)! + 1);
  const bySample = new Map(rows.map((entry) => [entry.sample, entry]));
  return (sample) => bySample.get(sample);
}
