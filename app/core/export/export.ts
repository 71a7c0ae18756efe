import { createHash } from 'node:crypto';

import type { ApplicationContract } from '../../contract/application.ts';
import type { CommentRecord } from '../../contract/corrections.ts';
import { CaliperError } from '../../contract/errors.ts';
import type { ExportKind } from '../../contract/report.ts';
import { maximumEvents } from '../../contract/rhythm.ts';
import { beatAnnotations } from '../../beat/beat-annotations.ts';
import { encodeAnnotations } from '../../formats/wfdb/write-annotations.ts';
import type { CallContext, Handlers, Input, Output } from '../../rpc/contract.ts';
import type { Store } from '../../store/store.ts';
import type { OpenSessions, SessionColumns } from '../session-columns.ts';
import { beatsCsv, beatsHeader } from './beats-csv.ts';
import { eventsCsv, eventsHeader } from './events-csv.ts';

type Asked = Input<ApplicationContract, 'export.read'>;
type Part = Output<ApplicationContract, 'export.read'>;
/** One part before it is known which session it is of. */
type Piece = Pick<Part, 'bytes' | 'parts'>;

export interface ExportDependencies {
  readonly store: Pick<Store, 'recordingOfSession' | 'readRecording' | 'entries'>;
  readonly sessions: OpenSessions;
  readonly readEvents: Handlers<ApplicationContract>['rhythm.events'];
  readonly readComments: Handlers<ApplicationContract>['session.comments'];
}

/** Beats of one part: some megabytes of text. */
const beatsAPart = 50_000;
const ending = { beats: 'beats.csv', events: 'events.csv', annotations: 'cal' } as const;
const mediaType = { beats: 'text/csv', events: 'text/csv', annotations: 'application/octet-stream' } as const;

/** What a session says, as files that other programs read; in parts, so that two weeks fit through any door. */
export function exportHandlers({
  store,
  sessions,
  readEvents,
  readComments,
}: ExportDependencies): Pick<Handlers<ApplicationContract>, 'export.read'> {
  async function piece(
    { sessionId, kind, part }: Asked,
    columns: SessionColumns,
    context: CallContext,
  ): Promise<Piece> {
    if (kind === 'beats') return beatsPart(columns, part);
    if (kind === 'annotations') {
      const { comments } = await readComments({ sessionId }, context);
      return { bytes: annotationFile(columns, comments), parts: 1 };
    }
    const { total, events } = await readEvents(
      { sessionId, offset: part * maximumEvents, limit: maximumEvents },
      context,
    );
    const lines = eventsCsv(events, columns.rate);
    return {
      bytes: utf8(part === 0 ? eventsHeader + lines : lines),
      parts: Math.max(1, Math.ceil(total / maximumEvents)),
    };
  }

  /** Names what a file of this kind is made of: the same as long as no part of it changes. */
  async function revisionOf(sessionId: string, kind: ExportKind): Promise<string> {
    const { revision } = await sessions.columns(sessionId);
    if (kind !== 'events') return String(revision);
    const said = await Promise.all([store.entries(sessionId, 'criteria'), store.entries(sessionId, 'verdict')]);
    return createHash('sha256')
      .update(JSON.stringify([revision, said]))
      .digest('hex');
  }

  return {
    'export.read': async (asked, context) => {
      const { sessionId, kind, part, revision } = asked;
      const { name } = await store.readRecording(await store.recordingOfSession(sessionId));
      const before = await revisionOf(sessionId, kind);
      const { bytes, parts } = await piece(asked, await sessions.columns(sessionId), context);
      // A change between two questions shows in the first comparison, one while this part was made in the second.
      if ((revision ?? before) !== before || (await revisionOf(sessionId, kind)) !== before)
        throw new CaliperError(
          'conflict',
          'Labels, criteria or verdicts were changed while the file was written; export it again.',
        );
      if (part >= parts)
        throw new CaliperError('invalid-input', `This file has ${parts} parts; there is no part ${part + 1}.`);
      return {
        fileName: `${name}.${ending[kind]}`,
        mediaType: mediaType[kind],
        bytes,
        next: part + 1 < parts ? part + 1 : null,
        parts,
        revision: before,
      };
    },
  };
}

function beatsPart(columns: SessionColumns, part: number): Piece {
  const { length } = columns.samples;
  const lines = beatsCsv(columns, part * beatsAPart, Math.min(length, (part + 1) * beatsAPart));
  return { bytes: utf8(part === 0 ? beatsHeader + lines : lines), parts: Math.max(1, Math.ceil(length / beatsAPart)) };
}

/** WFDB code of a beat that nobody has named. */
const unnamed = 30;

function annotationFile(columns: SessionColumns, comments: readonly CommentRecord[]): Uint8Array<ArrayBuffer> {
  const codes = columns.codes.map((code) => (code === 0 ? unnamed : code));
  const texts = comments
    .map(({ sample, text }) => ({ sample: sample ?? 0, text: text.replaceAll(/\s+/g, ' ') }))
    .sort((first, second) => first.sample - second.sample);
  return new Uint8Array(encodeAnnotations(beatAnnotations(columns.samples, codes, columns.unreadable, texts)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
