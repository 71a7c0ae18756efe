import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { EventVerdict, rhythmCalls } from '../contract/rhythm.ts';
import { lastOfEvent, nearestEvent, pageOfEvents } from '../rhythm/event-page.ts';
import { summaryWork } from '../rhythm/summary.ts';
import { tableWork } from '../rhythm/table.ts';
import { variabilityWork } from '../rhythm/variability/variability.ts';
import { otherName, parseEventId } from '../rhythm/verdicts.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import type { EntryChanges } from './entry-changes.ts';
import { givingWay } from './give-way.ts';
import { criteriaKey, createSessionRhythms, type SessionRhythm } from './rhythm-sessions.ts';
import type { OpenSessions } from './session-columns.ts';

export interface RhythmDependencies {
  readonly sessions: OpenSessions;
  readonly store: Pick<Store, 'entries'>;
  readonly entries: EntryChanges;
}

/** Rows a table may have: 14 days by the minute are 20,160. */
const mostRows = 50_000;

/** Intervals, events and their limits, heart rate variability of a session as it stands. */
export function rhythmHandlers({
  sessions,
  store,
  entries,
}: RhythmDependencies): Pick<Handlers<ApplicationContract>, keyof typeof rhythmCalls> {
  const rhythms = createSessionRhythms(sessions, store);
  const summaries = remembered(({ source, events, verdicts, criteria }: SessionRhythm) =>
    givingWay(summaryWork(source, events, verdicts, criteria)),
  );
  const variabilities = remembered((source: SessionRhythm['source']) => givingWay(variabilityWork(source)));

  return {
    'rhythm.intervals': async ({ sessionId }) => {
      const { revision, source } = await rhythms.read(sessionId);
      const { samples, labels } = source.beats;
      const { before, prematurity } = source.intervals;
      return { revision, samples, labels, before, prematurity };
    },
    'rhythm.table': async ({ sessionId, minutes }) => {
      const { revision, source, events, verdicts } = await rhythms.read(sessionId);
      const { frames, rate } = source.beats;
      if (frames / (rate * 60 * minutes) > mostRows)
        throw new CaliperError('too-large', 'The table would have more than 50,000 rows: ask for longer ones.');
      return { revision, ...(await givingWay(tableWork(source, events, verdicts, minutes))) };
    },
    'rhythm.variability': async ({ sessionId }) => {
      const { revision, source } = await rhythms.read(sessionId);
      return { revision, ...(await variabilities(source)) };
    },
    'rhythm.summary': async ({ sessionId }) => {
      const rhythm = await rhythms.read(sessionId);
      return { revision: rhythm.revision, ...(await summaries(rhythm)) };
    },
    'rhythm.events': async ({ sessionId, offset, limit, ...question }) => {
      const { revision, source, events, verdicts } = await rhythms.read(sessionId);
      return { revision, ...pageOfEvents(source.beats, events, verdicts, question, offset, limit) };
    },
    'rhythm.findEvent': async ({ sessionId, sample, direction, kind }) => {
      const { source, events, verdicts } = await rhythms.read(sessionId);
      return { event: nearestEvent(source.beats, events, verdicts, sample, direction, kind) };
    },
    'rhythm.decide': async ({ sessionId, ids, verdict }) => {
      const rhythm = await rhythms.read(sessionId);
      const places = ids.map((id) => placeOf(rhythm, id, verdict !== null));
      return entries.set(
        sessionId,
        'noted',
        ids
          .flatMap((id) => namesOf(id, verdict))
          .map((key) => ({ kind: 'verdict', key, value: verdict && { verdict, until: lastOf(rhythm, key) } })),
        {
          from: places.reduce((least, place) => Math.min(least, place)),
          until: places.reduce((most, place) => Math.max(most, place)),
        },
      );
    },
    'rhythm.criteria': ({ sessionId }) => rhythms.criteria(sessionId),
    'rhythm.setCriteria': ({ sessionId, criteria }) =>
      entries.set(sessionId, 'noted', [{ kind: 'criteria', key: criteriaKey, value: criteria }]),
  };
}

/** Taking a verdict back takes it back from the interval, under whichever name it was given. */
function namesOf(id: string, verdict: EventVerdict | null): string[] {
  const other = verdict === null ? otherName(id) : null;
  return other === null ? [id] : [id, other];
}

/** Frame of the event's first beat. A verdict may be taken back of an event that is no more, but not given to one. */
function placeOf({ source, events }: SessionRhythm, id: string, must: boolean): number {
  const event = parseEventId(id);
  if (!event || (must && lastOf({ source, events }, id) === null))
    throw new CaliperError('not-found', `There is no event ${id} any more: labels or limits have changed since.`);
  return event.sample;
}

function lastOf({ source, events }: Pick<SessionRhythm, 'source' | 'events'>, id: string): number | null {
  const event = parseEventId(id);
  return event && lastOfEvent(source.beats, events.get(event.kind)!, event.sample);
}

/** Remembers what was worked out from an object for as long as that object is kept. */
function remembered<From extends object, Answer>(work: (from: From) => Answer): (from: From) => Answer {
  const answers = new WeakMap<From, Answer>();
  return (from) => {
    const answer = answers.get(from) ?? work(from);
    answers.set(from, answer);
    return answer;
  };
}
