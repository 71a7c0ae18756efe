import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses, labelSources, plainCodes, type BeatClass } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ChangeStep } from '../contract/records.ts';
import type { DoubleReading, ReadersDifference } from '../contract/readers.ts';
import { agreement, categoryOf } from '../review/agreement.ts';
import { noBeat, pairReadings, type Reading } from '../review/pair-readings.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { Store, StoredReading } from '../store/store.ts';
import type { EntryChanges } from './entry-changes.ts';
import type { Readers } from './readers.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';

export interface DoubleReadingDependencies {
  readonly store: Store;
  readonly sessions: OpenSessions;
  readonly entries: EntryChanges;
  readonly readers: Readers;
  readonly emit: Emit<ApplicationContract>;
}

type ReadingCalls = Extract<keyof Handlers<ApplicationContract>, `readings.${string}`>;

/** Readers agree on a place within the match window of EC57. */
const toleranceSeconds = 0.15;
const person = labelSources.indexOf('person');

/** Both finished readings beside the final session. */
interface Compared {
  readonly first: SessionColumns;
  readonly second: SessionColumns;
  readonly names: readonly [string, string];
  readonly final: SessionColumns;
  readonly finalId: string;
  readonly tolerance: number;
}

/** Blind reading by two, how far they agree, and the final labels of what they differ on. */
export function doubleReadingHandlers({
  store,
  sessions,
  entries,
  readers,
  emit,
}: DoubleReadingDependencies): Pick<Handlers<ApplicationContract>, ReadingCalls> {
  async function compared(recordingId: string): Promise<Compared> {
    const readings = await store.readings(recordingId);
    const [one, two] = readings;
    if (!one || !two) throw new CaliperError('not-found', 'This recording is not read by two readers.');
    if (readings.some(({ state }) => state === 'open'))
      throw new CaliperError('conflict', 'The readings stay hidden until both readers have finished.');
    const { sessionId: finalId } = await store.readRecording(recordingId);
    const [first, second, final] = await Promise.all([
      sessions.columns(one.sessionId),
      sessions.columns(two.sessionId),
      sessions.columns(finalId),
    ]);
    const tolerance = Math.floor(toleranceSeconds * final.rate);
    return { first, second, names: [one.reader, two.reader], final, finalId, tolerance };
  }

  async function differences(recordingId: string): Promise<ReadersDifference[]> {
    const { first, second, final, finalId, tolerance } = await compared(recordingId);
    const settled = (await store.entries(finalId, 'adjudication')).map(({ key }) => Number(key));
    const pairs = pairReadings(first, second, tolerance);
    const found: ReadersDifference[] = [];
    for (let pair = 0; pair < pairs.first.length; pair++) {
      const a = pairs.first[pair]!;
      const b = pairs.second[pair]!;
      if (categoryOf(first, a) === categoryOf(second, b)) continue;
      const place = a === noBeat ? second.samples[b]! : first.samples[a]!;
      const at = nearest(final, place, tolerance);
      const sample = at === noBeat ? place : final.samples[at]!;
      found.push({
        sample,
        first: className(first, a),
        second: className(second, b),
        shown: className(final, at),
        resolved:
          at === noBeat ? settled.some((known) => Math.abs(known - place) <= tolerance) : final.sources[at] === person,
      });
    }
    return found;
  }

  /** A reading's row for whoever asks now: the other reader's says nothing while it is open. */
  function shown(reading: StoredReading, blind: boolean) {
    const isOwn = reading.reader.toLowerCase() === readers.name().toLowerCase();
    const hidden = blind && !isOwn;
    const { reader, state, finishedAt } = reading;
    return {
      sessionId: hidden ? null : reading.sessionId,
      reader,
      state,
      finishedAt,
      decided: hidden ? null : reading.decided,
    };
  }

  async function read(recordingId: string): Promise<DoubleReading> {
    const readings = await store.readings(recordingId);
    const blind = readings.some(({ state }) => state === 'open');
    const rows = readings.map((reading) => shown(reading, blind));
    const nothing = { recordingId, readings: rows, differences: null, resolved: null };
    if (readings.length === 0) return { ...nothing, state: 'none' };
    if (blind) return { ...nothing, state: 'blind' };
    const all = await differences(recordingId);
    const resolved = all.filter((difference) => difference.resolved).length;
    return {
      ...nothing,
      state: resolved === all.length ? 'settled' : 'open',
      differences: all.length,
      resolved,
    };
  }

  function changed(recordingId: string): void {
    emit('library.changed', { recordingId });
  }

  async function settle(recordingId: string, sample: number, label: BeatClass | null): Promise<ChangeStep | null> {
    const by = readers.name();
    const { final, finalId, tolerance } = await compared(recordingId);
    const at = nearest(final, sample, tolerance);
    if (label !== null && at !== noBeat)
      return store.relabel(finalId, [final.samples[at]!], beatClasses.indexOf(label), by);
    if (label !== null)
      return store.insertBeat(finalId, { sample, clearance: 0 }, { label: beatClasses.indexOf(label) }, by);
    // Where nothing is shown, only this tells a decision from none; without it a step would leave no trace.
    const place = at === noBeat ? sample : final.samples[at]!;
    const change = { kind: 'adjudication', key: String(place), value: { label: null } };
    const { step } = await entries.set(finalId, 'noted', [change], { from: place, until: place });
    return at === noBeat ? step : store.deleteBeats(finalId, [place], by);
  }

  return {
    'readings.read': ({ recordingId }) => read(recordingId),

    'readings.begin': async ({ recordingId, readers: names }) => {
      await store.beginReadings(recordingId, names);
      changed(recordingId);
      return {};
    },

    'readings.finish': async ({ recordingId }) => {
      const own = (await store.readings(recordingId)).find(
        ({ reader }) => reader.toLowerCase() === readers.name().toLowerCase(),
      );
      if (!own) throw new CaliperError('not-found', `${readers.name()} is not one of this recording's two readers.`);
      await store.finishReading(own.sessionId);
      changed(recordingId);
      return {};
    },

    'readings.cancel': async ({ recordingId }) => {
      await store.cancelReadings(recordingId);
      changed(recordingId);
      return {};
    },

    'readings.agreement': async ({ recordingId, decidedOnly }) => {
      const { first, second, tolerance } = await compared(recordingId);
      const pairs = pairReadings(first, second, tolerance);
      if (!decidedOnly) return { agreement: plain(agreement(first, second, pairs)) };
      const both = pairs.first
        .map((_, pair) => pair)
        .filter((pair) => {
          const a = pairs.first[pair]!;
          const b = pairs.second[pair]!;
          return decided(first, a, second, b) && decided(second, b, first, a);
        });
      const paired = {
        first: both.map((pair) => pairs.first[pair]!),
        second: both.map((pair) => pairs.second[pair]!),
      };
      return { agreement: plain(agreement(first, second, paired)) };
    },

    'readings.differences': async ({ recordingId, offset, limit, open }) => {
      const all = (await differences(recordingId)).filter((difference) => !open || !difference.resolved);
      return { total: all.length, differences: all.slice(offset, offset + limit) };
    },

    'readings.adopt': async ({ recordingId }) => {
      const both = await compared(recordingId);
      const { finalId, names } = both;
      const by = `${names[0]} + ${names[1]}`;
      const { named, inserted, deleted } = agreedChanges(both);
      let beats = 0;
      const count = (step: ChangeStep | null) => (beats += step?.beats ?? 0);
      for (const { label, code, samples } of named) count(await store.relabel(finalId, samples, label, by, code));
      for (const { sample, label, code } of inserted)
        count(await store.insertBeat(finalId, { sample, clearance: 0 }, { label, code }, by));
      if (deleted.length > 0) count(await store.deleteBeats(finalId, deleted, by));
      changed(recordingId);
      return { beats };
    },

    'readings.settle': async ({ recordingId, sample, label }) => {
      const step = await settle(recordingId, sample, label);
      changed(recordingId);
      return { step };
    },
  };
}

function className(reading: Reading, index: number): BeatClass | null {
  return index === noBeat ? null : (beatClasses[reading.labels[index]!] ?? null);
}

/**
 * Whether a reader decided on the beat of a pair. Both begin with the beats of the model: to have none where the other has one
 * of those is a decision, to have none where the other inserted one is not.
 */
function decided(own: SessionColumns, index: number, other: SessionColumns, otherIndex: number): boolean {
  if (index !== noBeat) return own.sources[index] === person;
  const from = otherIndex * beatClasses.length;
  return other.probabilities.subarray(from, from + beatClasses.length).some((value) => value > 0);
}

/** What both readers say and the final session does not, where at least one of them decided. */
function agreedChanges({ first, second, final, tolerance }: Compared) {
  const pairs = pairReadings(first, second, tolerance);
  const named = new Map<number, { label: number; code: number; samples: number[] }>();
  const inserted: { sample: number; label: number; code: number }[] = [];
  const kept = new Set<number>();
  for (let pair = 0; pair < pairs.first.length; pair++) {
    const a = pairs.first[pair]!;
    const b = pairs.second[pair]!;
    const place = a === noBeat ? second.samples[b]! : first.samples[a]!;
    const at = nearest(final, place, tolerance);
    if (at !== noBeat) kept.add(at);
    const label = categoryOf(first, a);
    if (a === noBeat || b === noBeat || label >= beatClasses.length || label !== categoryOf(second, b)) continue;
    if (first.sources[a] !== person && second.sources[b] !== person) continue;
    const code = first.codes[a] === second.codes[b] ? first.codes[a]! : plainCodes[label]!;
    if (at === noBeat) inserted.push({ sample: place, label, code });
    else if (final.sources[at] !== person) {
      const known = named.get(code) ?? { label, code, samples: [] };
      named.set(code, known);
      known.samples.push(final.samples[at]!);
    }
  }
  const deleted: number[] = [];
  final.samples.forEach((sample, at) => {
    if (!kept.has(at) && final.sources[at] !== person) deleted.push(sample);
  });
  return { named: [...named.values()], inserted, deleted };
}

/** Index of the beat nearest to `sample` within the tolerance, or {@link noBeat}. */
function nearest({ samples }: Reading, sample: number, tolerance: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (samples[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  const distance = (index: number) => Math.abs((samples[index] ?? Infinity) - sample);
  const best = distance(low - 1) < distance(low) ? low - 1 : low;
  return distance(best) <= tolerance ? best : noBeat;
}

function plain(found: ReturnType<typeof agreement>) {
  return {
    confusion: found.confusion.map((row) => [...row]),
    beats: found.beats,
    agreed: found.agreed,
    kappa: found.kappa,
    classes: found.classes.map((one) => ({ ...one })),
  };
}
