import type { ApplicationContract } from '../../../app/contract/application.ts';
import type { ChangeStep } from '../../../app/contract/records.ts';
import { defaultCriteria, type Criteria, type EventVerdict, type rhythmCalls } from '../../../app/contract/rhythm.ts';
import { nearestEvent, pageOfEvents } from '../../../app/rhythm/event-page.ts';
import { findEvents } from '../../../app/rhythm/events/events.ts';
import { measureIntervals } from '../../../app/rhythm/intervals.ts';
import { summarise } from '../../../app/rhythm/summary.ts';
import { tabulate } from '../../../app/rhythm/table.ts';
import { measureVariability } from '../../../app/rhythm/variability/variability.ts';
import { dismissedIntervals, readVerdicts } from '../../../app/rhythm/verdicts.ts';
import type { Emit, Handlers } from '../../../app/rpc/contract.ts';
import type { SampleSession } from './labels.ts';

/** The rhythm of invented recordings, by the rules of the real core; verdicts and limits stay in memory, without undo. */
export function sampleRhythm(
  sessionOf: (id: string) => SampleSession,
  emit: Emit<ApplicationContract>,
): Pick<Handlers<ApplicationContract>, keyof typeof rhythmCalls> {
  const criteria = new Map<string, Criteria>();
  const verdicts = new Map<string, Map<string, EventVerdict>>();
  let revision = 0;

  function read(sessionId: string) {
    const { beats: invented, row } = sessionOf(sessionId).recording;
    const beats = {
      rate: row.rate,
      frames: row.frames,
      samples: Int32Array.from(invented, ({ sample }) => sample),
      labels: Uint8Array.from(invented, ({ label }) => label),
      codes: new Uint8Array(invented.length),
      unreadable: [],
    };
    const source = { beats, intervals: measureIntervals(beats) };
    const limits = criteria.get(sessionId) ?? defaultCriteria;
    const said = readVerdicts(verdicts.get(sessionId) ?? []);
    return { beats, source, limits, said, events: findEvents(source, limits, dismissedIntervals(said)) };
  }

  function noted(sessionId: string, kind: string): { step: ChangeStep } {
    revision += 1;
    emit('session.changed', { sessionId, kinds: [kind] });
    return {
      step: {
        id: revision,
        at: new Date().toISOString(),
        by: 'Anna Lindqvist',
        beats: 0,
        to: null,
        action: 'noted',
        from: 0,
        until: 0,
        kinds: [kind],
        standing: true,
        target: null,
        fromLabel: null,
      },
    };
  }

  return {
    'rhythm.intervals': ({ sessionId }) => {
      const { beats, source } = read(sessionId);
      const { before, prematurity } = source.intervals;
      return { revision, samples: beats.samples, labels: beats.labels, before, prematurity };
    },
    'rhythm.table': ({ sessionId, minutes }) => {
      const { source, events, said } = read(sessionId);
      return { revision, ...tabulate(source, events, said, minutes) };
    },
    'rhythm.variability': ({ sessionId }) => ({ revision, ...measureVariability(read(sessionId).source) }),
    'rhythm.summary': ({ sessionId }) => {
      const { source, events, said, limits } = read(sessionId);
      return { revision, ...summarise(source, events, said, limits) };
    },
    'rhythm.events': ({ sessionId, offset, limit, ...question }) => {
      const { beats, events, said } = read(sessionId);
      return { revision, ...pageOfEvents(beats, events, said, question, offset, limit) };
    },
    'rhythm.findEvent': ({ sessionId, sample, direction, kind }) => {
      const { beats, events, said } = read(sessionId);
      return { event: nearestEvent(beats, events, said, sample, direction, kind) };
    },
    'rhythm.decide': ({ sessionId, ids, verdict }) => {
      const known = verdicts.get(sessionId) ?? new Map<string, EventVerdict>();
      for (const id of ids) {
        if (verdict === null) known.delete(id);
        else known.set(id, verdict);
      }
      verdicts.set(sessionId, known);
      return noted(sessionId, 'verdict');
    },
    'rhythm.criteria': ({ sessionId }) => criteria.get(sessionId) ?? defaultCriteria,
    'rhythm.setCriteria': ({ sessionId, criteria: wanted }) => {
      criteria.set(sessionId, wanted);
      return noted(sessionId, 'criteria');
    },
  };
}
