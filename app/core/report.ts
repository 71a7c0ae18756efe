import { randomUUID } from 'node:crypto';

import * as v from 'valibot';

import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import {
  longestStripSeconds,
  maximumStrips,
  ReportPart,
  reportParts,
  SavedStrip,
  type ReportState,
} from '../contract/report.ts';
import { sha256Of } from '../files/sha256.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import type { EntryChanges } from './entry-changes.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';

export interface ReportDependencies {
  readonly store: Store;
  readonly sessions: OpenSessions;
  readonly entries: EntryChanges;
}

type ReportCalls =
  | 'report.read'
  | 'report.conclude'
  | 'report.show'
  | 'strips.save'
  | 'strips.change'
  | 'strips.remove'
  | 'strips.order';

const StoredStrip = v.object({
  ...v.omit(SavedStrip, ['id', 'by', 'at']).entries,
  /** Strips are shown in the order of this number. */
  place: v.number(),
});
type StoredStrip = v.InferOutput<typeof StoredStrip>;
type PlacedStrip = StoredStrip & { id: string; by: string; at: string };

/** Parts that a report shows until its reader chooses. */
const usualParts: readonly ReportPart[] = ['conclusion', 'figures', 'rate', 'table', 'events', 'strips'];

/** What a reader makes of a session for others: a conclusion, a choice of parts, strips. All of it is kept as entries. */
export function reportHandlers({
  store,
  sessions,
  entries,
}: ReportDependencies): Pick<Handlers<ApplicationContract>, ReportCalls> {
  /** The hash that was computed last: a fortnight takes some ten milliseconds. */
  let hashed: { columns: SessionColumns; sha256: string } | null = null;

  async function labelsHash(sessionId: string): Promise<string> {
    const columns = await sessions.columns(sessionId);
    if (hashed?.columns !== columns)
      hashed = { columns, sha256: sha256Of(columns.samples, columns.labels, columns.codes) };
    return hashed.sha256;
  }

  async function strips(sessionId: string): Promise<PlacedStrip[]> {
    const found = await store.entries(sessionId, 'strip');
    return found
      .flatMap(({ key, value, by, at }) => {
        const strip = v.safeParse(StoredStrip, value);
        return strip.success ? [{ ...strip.output, id: key, by, at }] : [];
      })
      .sort((first, second) => first.place - second.place || first.from - second.from);
  }

  async function strip(sessionId: string, id: string): Promise<StoredStrip> {
    const found = (await strips(sessionId)).find((known) => known.id === id);
    if (!found) throw new CaliperError('not-found', 'This strip is no longer kept; nothing was changed.');
    return stored(found);
  }

  return {
    'report.read': async ({ sessionId }): Promise<ReportState> => {
      const counts = await store.readSession(sessionId);
      const [conclusion] = await store.entries(sessionId, 'conclusion');
      const [chosen] = await store.entries(sessionId, 'report');
      const parts = v.safeParse(v.array(ReportPart), chosen?.value);
      return {
        conclusion: {
          text: typeof conclusion?.value === 'string' ? conclusion.value : '',
          by: conclusion?.by ?? null,
          at: conclusion?.at ?? null,
        },
        parts: reportParts.filter((part) => (parts.success ? parts.output : usualParts).includes(part)),
        strips: (await strips(sessionId)).map(({ id, title, from, until, leads, onPage, by, at }) => ({
          id,
          title,
          from,
          until,
          leads,
          onPage,
          by,
          at,
        })),
        read: { beats: counts.corrected, of: counts.beats },
        labelsSha256: await labelsHash(sessionId),
      };
    },

    'report.conclude': ({ sessionId, text }) =>
      entries.set(sessionId, 'noted', [{ kind: 'conclusion', key: 'text', value: text.trim() === '' ? null : text }]),

    'report.show': ({ sessionId, parts }) =>
      entries.set(sessionId, 'noted', [{ kind: 'report', key: 'parts', value: parts }]),

    'strips.save': async ({ sessionId, title, from, until, leads }) => {
      const recording = await store.readRecording(await store.recordingOfSession(sessionId));
      const known = await strips(sessionId);
      if (known.length >= maximumStrips)
        throw new CaliperError('too-large', `A session keeps ${maximumStrips} strips at most; remove one first.`);
      if (until <= from || until > recording.frames || until - from > longestStripSeconds * recording.rate)
        throw new CaliperError(
          'invalid-input',
          `A strip lies within the recording and is ${longestStripSeconds} s long at most; zoom in and save it again.`,
        );
      if (leads.some((lead) => lead >= recording.leads.length))
        throw new CaliperError('invalid-input', `${recording.name} has ${recording.leads.length} leads only.`);
      const id = randomUUID();
      const place = Math.max(-1, ...known.map((other) => other.place)) + 1;
      const value: StoredStrip = { title, from, until, leads, onPage: true, place };
      return { ...(await entries.set(sessionId, 'noted', [{ kind: 'strip', key: id, value }])), id };
    },

    'strips.change': async ({ sessionId, id, title, onPage }) => {
      const before = await strip(sessionId, id);
      const value = { ...before, title: title ?? before.title, onPage: onPage ?? before.onPage };
      return entries.set(sessionId, 'noted', [{ kind: 'strip', key: id, value }]);
    },

    'strips.remove': async ({ sessionId, id }) => {
      await strip(sessionId, id);
      return entries.set(sessionId, 'noted', [{ kind: 'strip', key: id, value: null }]);
    },

    'strips.order': async ({ sessionId, ids }) => {
      const known = await strips(sessionId);
      const complete = ids.length === known.length && known.every(({ id }) => ids.includes(id));
      if (!complete) throw new CaliperError('conflict', 'The strips have changed meanwhile; order them again.');
      const moved = known.flatMap((kept) => {
        const place = ids.indexOf(kept.id);
        return place === kept.place
          ? []
          : [{ kind: 'strip' as const, key: kept.id, value: { ...stored(kept), place } }];
      });
      return moved.length === 0 ? { step: null } : entries.set(sessionId, 'noted', moved);
    },
  };
}

function stored({ title, from, until, leads, onPage, place }: StoredStrip): StoredStrip {
  return { title, from, until, leads, onPage, place };
}
