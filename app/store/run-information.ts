import * as v from 'valibot';

import { DriftVerdict, Stretch } from '../contract/runs.ts';
import type { RunInformation, StoredRun } from './store.ts';

/** A line of the table of runs. */
export interface StoredRunRow {
  readonly id: string;
  readonly model_id: string | null;
  readonly model_sha256: string | null;
  readonly provider: string | null;
  readonly settings: string;
  readonly annotator: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly information: string | null;
  readonly quality: Uint8Array | null;
}

/** Information as it lies in the database; the quality of each second has a column of its own. */
const Stored = v.object({
  leads: v.array(v.string()),
  stages: v.array(v.object({ stage: v.string(), seconds: v.number() })),
  quality: v.nullable(v.object({ readable: v.number(), unreadable: v.array(Stretch) })),
  drift: v.nullable(DriftVerdict),
  decision: v.nullable(v.object({ rule: v.unknown(), strength: v.number() })),
});

/** What is known of a run that told nothing: one from before this was kept, or one that was made by hand. */
export const noInformation: RunInformation = { leads: [], stages: [], quality: null, drift: null, decision: null };

export function writeInformation(information: RunInformation): { information: string; quality: Uint8Array | null } {
  const { quality } = information;
  const kept = quality && { readable: quality.readable, unreadable: quality.unreadable };
  return {
    information: JSON.stringify({ ...information, quality: kept }),
    quality: quality && quality.perSecond.length > 0 ? quality.perSecond : null,
  };
}

/** A run as its users see it. Information that cannot be read counts as never told: labels do not depend on it. */
export function readRunRow(row: StoredRunRow): StoredRun {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Stored), row.information);
  const told = parsed.success ? parsed.output : noInformation;
  const perSecond = new Uint8Array(row.quality ?? []);
  return {
    ...told,
    quality: told.quality && { ...told.quality, perSecond },
    id: row.id,
    model: row.model_id === null ? null : { id: row.model_id, sha256: row.model_sha256 ?? '' },
    provider: row.provider,
    settings: JSON.parse(row.settings) as Record<string, unknown>,
    annotator: row.annotator,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? row.started_at,
  };
}
