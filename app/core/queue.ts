import { beatClasses } from '../contract/classes.ts';
import type { ApplicationContract } from '../contract/application.ts';
import {
  queueReasons,
  queueStates,
  type BlindSpot,
  type ErrorEstimate,
  type QueueCalls,
  type QueueItem,
  type QueueProgress,
} from '../contract/queue.ts';
import { estimateWork, type Estimate } from '../review/estimate.ts';
import { certain } from '../review/queue-input.ts';
import { later, open } from '../review/reading.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import type { EntryChanges } from './entry-changes.ts';
import { givingWay } from './give-way.ts';
import {
  className,
  laterEntries,
  queueEntries,
  stopKey,
  type QueuedSession,
  type QueueSessions,
} from './queue-sessions.ts';

export interface QueueDependencies {
  readonly store: Pick<Store, 'entries'>;
  readonly queues: QueueSessions;
  readonly entries: EntryChanges;
}

/** Wrong labels in a thousand beats at which stopping is suggested until a reader says otherwise. */
const usualStop = 5;

/** What to look at next, and how much is left. */
export function queueHandlers({
  store,
  queues,
  entries,
}: QueueDependencies): Pick<Handlers<ApplicationContract>, Exclude<QueueCalls, 'beats.why'>> {
  /** The newest estimate: a screen that asks for pages and for the estimate needs it several times. */
  let last: { reading: object; estimate: Promise<Estimate> } | null = null;

  function estimateOf(session: QueuedSession): Promise<Estimate> {
    if (last?.reading !== session.reading)
      last = {
        reading: session.reading,
        estimate: givingWay(estimateWork(session.queue, session.doubts, session.reading)),
      };
    return last.estimate;
  }

  return {
    'queue.read': async ({ sessionId, offset, limit }) => {
      const session = await queues.open(sessionId);
      const { order } = session.queue;
      const items = Array.from(order.subarray(offset, offset + limit), (_, index) => itemAt(session, offset + index));
      return { total: order.length, items, progress: progressOf(await estimateOf(session)) };
    },
    'queue.next': async ({ sessionId, place, direction, later: also }) => {
      const session = await queues.open(sessionId);
      const { queue, reading } = session;
      const step = direction === 'next' ? 1 : -1;
      const start = Math.min(place, queue.order.length);
      for (let at = start + step; at >= 0 && at < queue.order.length; at += step) {
        const state = reading[queue.order[at]!];
        if (state === open || (also && state === later)) return { item: itemAt(session, at) };
      }
      return { item: null };
    },
    'queue.place': async ({ sessionId, sample }) => {
      const session = await queues.open(sessionId);
      const beat = indexOf(session.samples, sample);
      return { item: beat < 0 ? null : itemAt(session, session.queue.places[beat]!) };
    },
    'queue.estimate': async ({ sessionId }) => {
      const [session, settings] = await Promise.all([queues.open(sessionId), store.entries(sessionId, queueEntries)]);
      const stop = settings.find(({ key }) => key === stopKey)?.value;
      const estimate = await estimateOf(session);
      return {
        progress: progressOf(estimate),
        estimate: describeEstimate(session, estimate, typeof stop === 'number' ? stop : usualStop),
      };
    },
    'queue.later': ({ sessionId, samples, later: put }) =>
      entries.set(
        sessionId,
        'noted',
        samples.map((sample) => ({ kind: laterEntries, key: String(sample), value: put ? true : null })),
      ),
    'queue.setStop': ({ sessionId, perThousand }) =>
      entries.set(sessionId, 'noted', [{ kind: queueEntries, key: stopKey, value: perThousand }]),
  };
}

function itemAt(session: QueuedSession, place: number): QueueItem {
  const { queue, samples, proposed, probabilities, columns, reading } = session;
  const beat = queue.order[place]!;
  const shown = indexOf(columns.samples, samples[beat]!);
  const classes = beatClasses.length;
  return {
    place,
    sample: samples[beat]!,
    label: className(shown < 0 ? proposed[beat]! : columns.labels[shown]!),
    proposed: className(proposed[beat]!),
    reason: queueReasons[queue.reasons[place]!]!,
    state: queueStates[reading[beat]!]!,
    probabilities: Array.from(probabilities.subarray(beat * classes, (beat + 1) * classes), (p) => p / certain),
  };
}

function progressOf({ read, corrected, expected, later: putOff }: Estimate): QueueProgress {
  return { read, corrected, expected, later: putOff };
}

function describeEstimate(session: QueuedSession, estimate: Estimate, perThousand: number): ErrorEstimate {
  const { unread, promised, sampled, needed, overconfident, gaps } = estimate;
  const beats = session.samples.length;
  return {
    beats,
    unread,
    promised,
    left: sampled.left,
    random: { read: sampled.read, wrong: sampled.wrong },
    needed,
    overconfident,
    blindSpots: gaps.map(({ kind, group, read, wrong, promised: surely, beats: unreadBeats }): BlindSpot => {
      const { label, family, timing, beats: size } = session.queue.kinds.groups[group]!;
      return {
        kind,
        family: family === null ? null : (session.familyIds?.[family] ?? null),
        timing,
        label: beatClasses[label]!,
        beats: size,
        read,
        wrong,
        promised: Math.min(1, Math.max(0, surely)),
        samples: Array.from(unreadBeats, (beat) => session.samples[beat]!),
      };
    }),
    stop: {
      perThousand,
      reached: sampled.left !== null && (sampled.left.high / Math.max(1, beats)) * 1000 <= perThousand,
    },
  };
}

/** Index of a value in an ascending array, -1 where it is not there. */
function indexOf(values: Int32Array, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return values[low] === wanted ? low : -1;
}
