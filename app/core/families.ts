import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { BulkChange, BulkPreview, familiesCalls } from '../contract/families.ts';
import { usualJoin } from '../contract/families.ts';
import { newestEdit, type FamilyEdit } from '../families/edits.ts';
import { comparedLeads } from '../families/read-signals.ts';
import { fitTemplates } from '../families/template.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { countEvents } from './event-counts.ts';
import { beatsAt, chooseBeats, labelsAfter, previewLabels, type MeantBeats } from './bulk-change.ts';
import type { EntryChanges } from './entry-changes.ts';
import { listFamilies } from './family-list.ts';
import { beatsInMaking, beatsOfFamilies, familyIndex, pageOfMembers } from './family-members.ts';
import { createFamilySessions, familyEntries, joinKey, nextEditKey, type LoadedFamilies } from './family-session.ts';
import type { Jobs } from './jobs.ts';
import { makeFamilies } from './make-families.ts';
import type { OpenRecordings } from './recordings.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';
import { answerSimilar, findSimilar, gridOf, noSimilar } from './similar.ts';

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
  const { store, recordings, sessions, entries, jobs, reader } = dependencies;
  const families = createFamilySessions(store);
  /** The job that makes the families of a session. */
  const making = new Map<string, string>();

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

  async function edit(sessionId: string, loaded: LoadedFamilies, change: FamilyEdit) {
    const key = nextEditKey(loaded);
    return entries.set(sessionId, 'noted', [{ kind: familyEntries, key, value: change }]);
  }

  /** The beats that a bulk change is about. */
  async function meant({ sessionId, beats }: BulkChange): Promise<MeantBeats & { columns: SessionColumns }> {
    if ('samples' in beats) {
      const columns = await sessions.columns(sessionId);
      return { columns, beats: beatsAt(columns, beats.samples), isOutlier: () => false };
    }
    const { loaded, columns } = await need(sessionId);
    if ('familyIds' in beats) {
      const inMaking = beatsInMaking(columns, loaded.made.samples);
      const members = beatsOfFamilies(loaded, inMaking, beats.familyIds, true);
      return { columns, beats: members, isOutlier: (beat) => loaded.outliers[inMaking[beat]!] === 1 };
    }
    const found = await findSimilar(store.families, loaded, columns, { ...beats, sample: beats.similarTo });
    const sizes = new Map(found?.map(({ beat, otherSize }) => [beat, otherSize]));
    return {
      columns,
      beats: [...sizes.keys()].sort((a, b) => a - b),
      isOutlier: (beat) => sizes.get(beat) === true,
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
      const jobId = making.get(sessionId) ?? null;
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
    'families.make': async ({ sessionId, leads: wanted }) => {
      const running = making.get(sessionId);
      if (running) return { jobId: running };
      const recording = await recordings.open(await store.recordingOfSession(sessionId));
      const leads = comparedLeads(recording, wanted);
      const { samples } = await sessions.columns(sessionId);
      if (samples.length === 0)
        throw new CaliperError('conflict', `${recording.name} has no beats yet; analyse it before grouping them.`);
      const jobId = jobs.start('families', recording.name, async ({ signal, report }) => {
        report({ stage: 'comparing shapes', done: 0, total: samples.length });
        try {
          await makeFamilies({
            store: store.families,
            recording,
            sessionId,
            leads,
            samples,
            signal,
            report: (done) => report({ done }),
          });
        } finally {
          making.delete(sessionId);
        }
      });
      making.set(sessionId, jobId);
      return { jobId };
    },
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
    'families.merge': async ({ sessionId, familyIds }) => {
      const { loaded } = await need(sessionId);
      const parts = familyIds.flatMap((id) => loaded.families[familyIndex(loaded, id)]!.parts);
      return edit(sessionId, loaded, { op: 'merge', parts: [...new Set(parts)] });
    },
    'families.split': async ({ sessionId, familyId, samples }) => {
      const { loaded } = await need(sessionId);
      const index = familyIndex(loaded, familyId);
      const { parts } = loaded.families[index]!;
      const change: FamilyEdit = { op: 'split', parts, samples: samples ?? null };
      const tried = await families.tryEdits(sessionId, [...loaded.edits, { key: nextEditKey(loaded), edit: change }]);
      const beats = loaded.familyOf.indexOf(index);
      const left = tried?.families[tried.familyOf[beats]!];
      if (!tried || !left || left.count === loaded.families[index]!.count)
        throw new CaliperError('conflict', 'The beats of this family are all of one shape; there is nothing to split.');
      return edit(sessionId, loaded, change);
    },
    'families.unmerge': async ({ sessionId, familyId }) => {
      const { loaded } = await need(sessionId);
      const family = loaded.families[familyIndex(loaded, familyId)]!;
      const stored =
        loaded.edits[
          newestEdit(
            family,
            loaded.edits.map(({ edit }) => edit),
          )
        ];
      if (!stored)
        throw new CaliperError('conflict', 'No reader has merged or split this family; Join decides what is in it.');
      return entries.set(sessionId, 'noted', [{ kind: familyEntries, key: stored.key, value: null }]);
    },
    'families.preview': async (change) => {
      const { columns, ...beats } = await meant(change);
      const chosen = chooseBeats(beats, columns, change);
      const label = beatClasses.indexOf(change.label);
      const after = labelsAfter(columns, chosen.beats, label);
      return {
        ...previewLabels(columns, chosen, label),
        events: await eventChanges(change.sessionId, columns, after),
      };
    },
    'families.relabel': async (change) => {
      const { columns, ...beats } = await meant(change);
      const chosen = chooseBeats(beats, columns, change).beats;
      if (chosen.length === 0) return { step: null };
      const samples = chosen.map((beat) => columns.samples[beat]!);
      const label = beatClasses.indexOf(change.label);
      return { step: await store.relabel(change.sessionId, samples, label, reader(), 'kept') };
    },
    'similar.find': async ({ sessionId, sample, radius }) => {
      const columns = await sessions.columns(sessionId);
      const loaded = await find(sessionId, columns);
      if (!loaded) return { state: 'none', ...noSimilar };
      const found = await findSimilar(store.families, loaded, columns, { sample, radius });
      if (!found) return { state: 'unknown', ...noSimilar, grid: gridOf(loaded.made.leads) };
      return answerSimilar(store.families, loaded, columns, found);
    },
  };
}
