import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';

import { recordingsBeatsCorrections } from '../../../app/store/migrations/001-recordings-beats-corrections.ts';
import { runInformation } from '../../../app/store/migrations/002-run-information.ts';
import { checksum, migrate } from '../../../app/store/migrations/migrate.ts';
import { openStore } from '../../../app/store/open-store.ts';
import { temporaryFolder } from '../../support/store-fixture.ts';

it('keeps the runs of a database from before it, which then have told nothing', async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'caliper.db');
  const database = new Sqlite(path);
  database.pragma('application_id = 0x43414c49');
  migrate(database, [recordingsBeatsCorrections]);
  database.exec(`
    INSERT INTO recordings VALUES ('r', 'h', 'old', 'wfdb', '/old.hea', NULL, NULL, 360, 1000, '[]', '[]', '[]', '2026-01-01');
    INSERT INTO sessions (id, recording_id) VALUES ('s', 'r');
    INSERT INTO runs VALUES (1, 'run', 1, 'seed', 'abc', 'cpu', '{"beats":"atr"}', 'atr', '2026-01-01T10:00:00Z', '2026-01-01T10:00:02Z', 1);
    UPDATE sessions SET run = 1;
  `);
  database.close();
  const store = await openStore(path);
  expect(await store.currentRun('s')).toEqual({
    id: 'run',
    model: { id: 'seed', sha256: 'abc' },
    provider: 'cpu',
    settings: { beats: 'atr' },
    annotator: 'atr',
    startedAt: '2026-01-01T10:00:00Z',
    finishedAt: '2026-01-01T10:00:02Z',
    leads: [],
    stages: [],
    quality: null,
    drift: null,
    decision: null,
  });
  await store.close();
  folder.remove();
});

it('is never edited after its release', () => {
  expect(checksum(runInformation)).toBe('634da27ceb3528ad781520e81200aa4110fba379a9cf94271aff324e07ab4013');
});
