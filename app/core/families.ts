import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BulkChange, BulkPreview, familiesCalls } from '../contract/families.ts';
import { usualJoin } from '../contract/families.ts';
import { fitTemplates } from '../families/template.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { countEvents } from './event-counts.ts';
import { beatsAt, chooseBeats, labelsAfter, previewLabels, stillChosen, type MeantBeats } from './bulk-change.ts';
import type { EntryChanges } from './entry-changes.ts';
import { createFamilyEdits } from './family-edits.ts';
import { listFamilies } from './family-list.ts';
import { createFamilyMakings } from './family-makings.ts';
import { beatsInMaking, beatsOfFamilies, familyIndex, pageOfMembers } from './family-members.ts';
import { createFamilySessions, familyEntries, joinKey, type LoadedFamilies } from './family-session.ts';
import type { Jobs } from './jobs.ts';
import type { OpenRecordings } from './recordings.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';
import { answerSimilar, beatsFound, findSimilar, gridOf, noSimilar } from './similar.ts';

type FamilyHandlers = Pick<Handlers<ApplicationContract>, keyof typeof familiesCalls>;

export interface FamilyDependencies {
  readonly store: Pick<Store, 'entries' | 'recordingOfSession' | 'relabel' | 'families'>;
  readonly recordings: OpenRecordings;
  readonly sessions: OpenSessions;
  readonly entries: EntryChanges;
  readonly jobs: Jobs;
  /** Name of whoever reads now. */
  readonly reader: () => string;
}

/** A session has families of its own once so many of its beats are those that were grouped. */
const leastKnown = 0.5;

/** Beats grouped by shape, and what a reader does with whole groups. */
export function familiesHandlers(dependencies: FamilyDependencies): FamilyHandlers {
  const { store, sessions, entries, reader } = dependencies;
  const families = createFamilySessions(store);
  const makings = createFamilyMakings(dependencies);

  /** The families as they stand, or null where most beats are others than those that were grouped. */
  async function find(sessionId: string, columns: SessionColumns): Promise<LoadedFamilies | null> {
    const loaded = await families.load(sessionId);
    if (!loaded) return null;
    const known = beatsInMaking(columns, loaded.made.samples).reduce((sum, index) => sum + Number(index >= 0), 0);
    return known >= leastKnown * columns.samples.length ? loaded : null;
  }

  async function need(sessionId: string): Promise<{ loaded: LoadedFamilies; columns: SessionColumns }> {
    const columns = await sessions.columns(sessionId);
    const loaded = await find(sessionId, columns);
    if (loaded) return { loaded, columns };
    throw new CaliperError('conflict', 'The beats of this recording are not grouped by shape; group them first.');
  }

  const edits = createFamilyEdits(families, entries, async (sessionId) => (await need(sessionId)).loaded);

  /** The beats that a bulk change is about. */
  async function meant(
    { sessionId, beats }: BulkChange,
    signal: AbortSignal,
  ): Promise<MeantBeats & { columns: SessionColumns }> {
    if ('samples' in beats) {
      const columns = await sessions.columns(sessionId);
      return { columns, beats: beatsAt(columns, beats.samples), isOutlier: () => false };
    }
    const { loaded, columns } = await need(sessionId);
    const inMaking = beatsInMaking(columns, loaded.made.samples);
    if ('familyIds' in beats) {
      const members = beatsOfFamilies(loaded, inMaking, beats.familyIds, true);
      return { columns, beats: members, isOutlier: (beat) => loaded.outliers[inMaking[beat]!] === 1 };
    }
    const found = await findSimilar(store.families, loaded, { ...beats, sample: beats.similarTo }, signal);
    return {
      columns,
      beats: found ? beatsFound(inMaking, found) : [],
      isOutlier: (beat) => found?.otherSizes[inMaking[beat]!] === 1,
    };
  }

  async function eventChanges(
    sessionId: string,
    columns: SessionColumns,
    after: Pick<SessionColumns, 'labels' | 'codes'>,
  ): Promise<NonNullable<BulkPreview['events']>> {
    const now = await countEvents(store, sessionId, columns);
    const then = await countEvents(store, sessionId, { ...columns, ...after });
    return [...now]
      .map(([kind, before]) => ({ kind, before, after: then.get(kind) ?? 0 }))
      .filter(({ before, after }) => before !== after);
  }

  return {
    'families.read': async ({ sessionId, order = 'count' }) => {
      const columns = await sessions.columns(sessionId);
      const jobId = await makings.jobOf(sessionId);
      const loaded = jobId === null ? await find(sessionId, columns) : null;
      if (!loaded) {
        return {
          state: jobId === null ? 'none' : 'making',
          jobId,
          grid: null,
          join: usualJoin,
          families: [],
          beats: columns.samples.length,
          singles: new Int32Array(0),
          without: 0,
          unread: 0,
        };
      }
      const grid = gridOf(loaded.made.leads);
      return { state: 'ready', jobId: null, grid, join: loaded.join, ...listFamilies(loaded, columns, order) };
    },
    'families.make': async ({ sessionId, leads }) => ({ jobId: await makings.start(sessionId, leads) }),
    'families.members': async (question) => {
      const { loaded, columns } = await need(question.sessionId);
      return pageOfMembers(store.families, loaded, columns, question);
    },
    'families.samples': async ({ sessionId, familyIds, outliers }) => {
      const { loaded, columns } = await need(sessionId);
      const inMaking = beatsInMaking(columns, loaded.made.samples);
      const beats = beatsOfFamilies(loaded, inMaking, familyIds, outliers);
      return { samples: Int32Array.from(beats, (beat) => columns.samples[beat]!) };
    },
    'families.near': async ({ sessionId, familyId }) => {
      const { loaded } = await need(sessionId);
      const own = loaded.families[familyIndex(loaded, familyId)]!;
      const near = loaded.families
        .filter((family) => family !== own)
        .map(({ id, template }) => ({
          id,
          correlation: fitTemplates({ ...template, size: own.template.size }, own.template, loaded.made.leads.length)
            .correlation,
        }));
      return { near: near.sort((a, b) => b.correlation - a.correlation) };
    },
    'families.join': ({ sessionId, above }) =>
      entries.set(sessionId, 'noted', [{ kind: familyEntries, key: joinKey, value: above }]),
    'families.merge': ({ sessionId, familyIds }) => edits.merge(sessionId, familyIds),
    'families.split': ({ sessionId, familyId, samples = null }) => edits.split(sessionId, familyId, samples),
    'families.unmerge': ({ sessionId, familyId }) => edits.unmerge(sessionId, familyId),
    'families.preview': async (change, { signal }) => {
      const { columns, ...beats } = await meant(change, signal);
      const chosen = chooseBeats(beats, columns, change);
      const label = beatClasses.indexOf(change.label);
      const after = labelsAfter(columns, chosen.beats, label);
      return {
        ...previewLabels(columns, chosen, label),
        events: await eventChanges(change.sessionId, columns, after),
      };
    },
    'families.relabel': async (change, { signal }) => {
      const by = reader();
      const { columns, ...beats } = await meant(change, signal);
      const chosen = chooseBeats(beats, columns, change).beats;
      // Choosing takes a while: what a person corrected or deleted meanwhile is left alone.
      const now = await sessions.columns(change.sessionId);
      const samples = stillChosen(chosen, columns, now, change);
      if (samples.length === 0) return { step: null };
      return { step: await store.relabel(change.sessionId, samples, beatClasses.indexOf(change.label), by, 'kept') };
    },
    'similar.find': async ({ sessionId, sample, radius }, { signal }) => {
      const columns = await sessions.columns(sessionId);
      const loaded = await find(sessionId, columns);
      if (!loaded) return { state: 'none', ...noSimilar };
      const found = await findSimilar(store.families, loaded, { sample, radius }, signal);
      if (!found) return { state: 'unknown', ...noSimilar, grid: gridOf(loaded.made.leads) };
      return answerSimilar(store.families, loaded, columns, found);
    },
  };
}
