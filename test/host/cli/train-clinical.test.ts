import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { trainClinicalCommand } from '../../../app/host/cli/train-clinical.ts';
import { databaseFolder } from '../../support/databases.ts';
import { runCommand } from './run-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-clinical-'));
});
afterEach(() => rm(folder, { recursive: true }));

const train = (source: string, ...more: string[]) =>
  runCommand(trainClinicalCommand, [
    ...['train-clinical', '--source', source, '--noise', folder, '--out', join(folder, 'out'), ...more],
  ]);

describe('caliper train-clinical', () => {
  it('says which record is missing, and how to fetch it', async () => {
    const { error } = await train(folder);
    expect(error).toMatch(/100\.atr is missing; fetch the database with "caliper data fetch mitdb"/);
  });

  it.skipIf(!databaseFolder('mitdb'))(
    'refuses a log of looks that is none before it trains (needs MIT-BIH)',
    async () => {
      await writeFile(join(folder, 'looks.json'), '[{ "at": "today" }]');
      const { error, notes } = await train(databaseFolder('mitdb')!, '--looks', join(folder, 'looks.json'));
      expect(error).toContain('looks.json is no log of looks');
      expect(notes).toEqual([]);
    },
  );
});
