import * as v from 'valibot';

import { classOfCode } from '../beat/classes.ts';
import { labelSources } from '../contract/classes.ts';
import { Criteria, defaultCriteria } from '../contract/rhythm.ts';
import { firstFrom, type RhythmBeats } from '../rhythm/beats.ts';
import { lastOfEvent } from '../rhythm/event-page.ts';
import type { RhythmSource } from '../rhythm/events/event-list.ts';
import { eventWork, type RhythmEvents } from '../rhythm/events/events.ts';
import { escapeCodes } from '../rhythm/events/escapes.ts';
import { rememberedEntropy, type MeasureEntropy } from '../rhythm/events/remembered-entropy.ts';
import { intervalWork } from '../rhythm/intervals.ts';
import { dismissedIntervals, isInterval, readVerdicts, type Verdicts } from '../rhythm/verdicts.ts';
import { pieceMask, type Work } from '../rhythm/work.ts';
import type { Store } from '../store/store.ts';
import { givingWay } from './give-way.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';

const person = labelSources.indexOf('person');

/** The one key under which a session keeps its criteria. */
export const criteriaKey = 'rhythm';

/** The rhythm of a session as it stands. */
export interface SessionRhythm {
  readonly revision: number;
  readonly source: RhythmSource;
  readonly criteria: Criteria;
  readonly verdicts: Verdicts;
  readonly events: RhythmEvents;
}

/**
 * Rhythm of the sessions that were asked for last, worked out again only as far as something changed. Other calls are
 * answered meanwhile; those that ask for the same session wait for one and the same work.
 */
export interface SessionRhythms {
  /** @throws CaliperError `not-found` */
  read(sessionId: string): Promise<SessionRhythm>;
  criteria(sessionId: string): Promise<Criteria>;
}

interface Kept extends SessionRhythm {
  readonly columns: SessionColumns;
  readonly dismissed: ReadonlySet<number>;
  readonly measureEntropy: MeasureEntropy;
}

const keptSessions = 2;

export function createSessionRhythms(
  sessions: Pick<OpenSessions, 'columns'>,
  store: Pick<Store, 'entries'>,
): SessionRhythms {
  const kept = new Map<string, Kept>();
  /** The last question of each session: one waits for the other, and then finds the answer there. */
  const turns = new Map<string, Promise<unknown>>();

  async function criteria(sessionId: string): Promise<Criteria> {
    const entry = (await store.entries(sessionId, 'criteria')).find(({ key }) => key === criteriaKey);
    const parsed = v.safeParse(Criteria, entry?.value);
    return parsed.success ? parsed.output : defaultCriteria;
  }

  async function update(sessionId: string): Promise<SessionRhythm> {
    const columns = await sessions.columns(sessionId);
    const known = kept.get(sessionId);
    if (known?.columns === columns) return known;
    const [limits, entries] = await Promise.all([criteria(sessionId), store.entries(sessionId, 'verdict')]);
    const said = entries.map(({ key, value }) => [key, value] as const);
    const rhythm = await givingWay(rhythmWork(columns, limits, said, known));
    kept.delete(sessionId);
    kept.set(sessionId, rhythm);
    const oldest = kept.keys().next();
    if (kept.size > keptSessions && !oldest.done) kept.delete(oldest.value);
    return rhythm;
  }

  return {
    criteria,
    read(sessionId) {
      const answer = (turns.get(sessionId) ?? Promise.resolve()).then(() => update(sessionId));
      const turn = answer
        .catch(() => undefined)
        .finally(() => turns.get(sessionId) === turn && turns.delete(sessionId));
      turns.set(sessionId, turn);
      return answer;
    },
  };
}

function* rhythmWork(
  columns: SessionColumns,
  criteria: Criteria,
  said: readonly (readonly [id: string, verdict: unknown])[],
  known: Kept | undefined,
): Work<Kept> {
  const isSource = known !== undefined && sameBeats(known.columns, columns);
  const source = isSource ? known.source : yield* sourceWork(columns);
  const nextBeat = (sample: number) => columns.samples[firstFrom(columns.samples, sample + 1)] ?? null;
  const dismissed = dismissedIntervals(readVerdicts(said, (_, sample) => nextBeat(sample)));
  const isSame =
    isSource && JSON.stringify(known.criteria) === JSON.stringify(criteria) && sameFrames(known.dismissed, dismissed);
  const measureEntropy = known?.measureEntropy ?? rememberedEntropy();
  const events = isSame ? known.events : yield* eventWork(source, criteria, dismissed, measureEntropy);
  const verdicts = readVerdicts(said, (kind, sample) =>
    isInterval(kind) ? nextBeat(sample) : lastOfEvent(source.beats, events.get(kind)!, sample),
  );
  return { revision: columns.revision, columns, source, criteria, verdicts, dismissed, events, measureEntropy };
}

function sameFrames(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((frame) => other.has(frame));
}

/** Columns are never written to: what is the same object is the same. */
function sameBeats(one: SessionColumns, other: SessionColumns): boolean {
  return (
    one.samples === other.samples &&
    one.labels === other.labels &&
    one.sources === other.sources &&
    one.codes === other.codes &&
    one.unreadable === other.unreadable
  );
}

function* sourceWork(columns: SessionColumns): Work<RhythmSource> {
  const { rate, frames, samples, labels, unreadable } = columns;
  const beats: RhythmBeats = { rate, frames, samples, labels, codes: yield* codeWork(columns), unreadable };
  return { beats, intervals: yield* intervalWork(beats) };
}

/** A file's name for an escape beat holds until a person names the beat, or the shown class contradicts it. */
function* codeWork({ codes, fileCodes, labels, sources }: SessionColumns): Work<Uint8Array> {
  let named: Uint8Array | null = null;
  for (let beat = 0; beat < codes.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const file = fileCodes[beat]!;
    if (!escapeCodes.has(file) || sources[beat] === person) continue;
    const label = labels[beat];
    if (label !== classOfCode(file, 'ec57') && label !== classOfCode(file, 'aami')) continue;
    named ??= codes.slice();
    named[beat] = file;
  }
  return named ?? codes;
}
