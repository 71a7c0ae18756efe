import type { ApplicationContract } from '../../../app/contract/application.ts';
import { beatClasses } from '../../../app/contract/classes.ts';
import type { QueueCalls, QueueItem, QueueProgress } from '../../../app/contract/queue.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import type { SampleSession } from './labels.ts';
import type { SampleBeat } from './recordings.ts';

/** The queue of an invented recording: the least sure beats first, every tenth as if it were drawn at random. */
export function sampleQueue(
  sessionOf: (id: string) => SampleSession,
  gate: () => Promise<void>,
): Pick<Handlers<ApplicationContract>, QueueCalls> {
  const later = new Map<string, Set<number>>();
  const stops = new Map<string, number>();

  function laterOf(sessionId: string): Set<number> {
    const known = later.get(sessionId) ?? new Set<number>();
    later.set(sessionId, known);
    return known;
  }

  function itemsOf(sessionId: string): QueueItem[] {
    const { beats } = sessionOf(sessionId).recording;
    const order = [...beats].sort((a, b) => a.sure - b.sure || a.sample - b.sample);
    return order.map((beat, place) => ({
      place,
      sample: beat.sample,
      label: beatClasses[beat.label] ?? null,
      proposed: beatClasses[beat.model] ?? null,
      reason: place % 10 === 9 ? 'random' : 'doubtful',
      state: stateOf(beat, laterOf(sessionId)),
      probabilities: beatClasses.map((_, index) => (index === beat.model ? beat.sure : (1 - beat.sure) / 4)),
    }));
  }

  function progressOf(sessionId: string): QueueProgress {
    const read = sessionOf(sessionId).recording.beats.filter(({ source }) => source === 2);
    return {
      read: read.length,
      corrected: read.filter(({ label, model }) => label !== model).length,
      expected: read.reduce((sum, { sure }) => sum + 1 - sure, 0),
      later: laterOf(sessionId).size,
    };
  }

  return {
    'queue.read': async ({ sessionId, offset, limit }) => {
      await gate();
      const items = itemsOf(sessionId);
      return { total: items.length, items: items.slice(offset, offset + limit), progress: progressOf(sessionId) };
    },
    'queue.next': ({ sessionId, place, direction, later: also }) => {
      const open = itemsOf(sessionId).filter(({ state }) => state === 'open' || (also === true && state === 'later'));
      const item =
        direction === 'next' ? open.find((one) => one.place > place) : open.findLast((one) => one.place < place);
      return { item: item ?? null };
    },
    'queue.place': ({ sessionId, sample }) => ({
      item: itemsOf(sessionId).find((item) => item.sample === sample) ?? null,
    }),
    'queue.estimate': ({ sessionId }) => {
      const items = itemsOf(sessionId);
      const unread = items.filter(({ state }) => state === 'open' || state === 'later');
      const promised = unread.reduce((sum, { probabilities }) => sum + 1 - Math.max(...probabilities), 0);
      const random = items.filter(({ reason, state }) => reason === 'random' && state !== 'open');
      return {
        progress: progressOf(sessionId),
        estimate: {
          beats: items.length,
          unread: unread.length,
          promised,
          left: random.length < 30 ? null : { value: promised, low: promised / 2, high: promised * 2 },
          random: { read: random.length, wrong: random.filter(({ state }) => state === 'corrected').length },
          needed: Math.max(0, 30 - random.length),
          overconfident: false,
          blindSpots: [],
          stop: { perThousand: stops.get(sessionId) ?? 5, reached: false },
        },
      };
    },
    'queue.later': ({ sessionId, samples, later: put }) => {
      const known = laterOf(sessionId);
      for (const sample of samples)
        if (put) known.add(sample);
        else known.delete(sample);
      return { step: null };
    },
    'queue.setStop': ({ sessionId, perThousand }) => {
      stops.set(sessionId, perThousand);
      return { step: null };
    },
    'beats.why': ({ sessionId, sample }) => {
      const beat = sessionOf(sessionId).recording.beats.find((one) => one.sample === sample);
      const values = Float32Array.from({ length: 104 }, (_, index) => Math.exp(-(((index - 46) / 5) ** 2)));
      const saliency = values.map((value, index) => (value * Math.sin(index / 7)) / 20);
      const shown = beatClasses[beat?.label ?? 0] ?? 'N';
      return {
        reasons: {
          classes: [shown, shown === 'N' ? 'V' : 'N'],
          leads: [{ name: 'MLII', fromMs: -359, stepMs: 7.8125, values, saliency }],
          facts: [{ kind: 'rr-before', value: 536, reference: 589, share: 0.2 }],
        },
      };
    },
  };
}

function stateOf(beat: SampleBeat, later: ReadonlySet<number>): QueueItem['state'] {
  if (beat.source === 2) return beat.label === beat.model ? 'accepted' : 'corrected';
  return later.has(beat.sample) ? 'later' : 'open';
}
