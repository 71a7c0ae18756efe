import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { datasetCommand } from '../../../app/host/cli/dataset.ts';
import { readDatasetFolder } from '../../../app/host/dataset-folder.ts';
import { databaseFolder } from '../../support/databases.ts';

let folder: string;

async function build(...args: string[]): Promise<string> {
  let output = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  datasetCommand.define(program, {
    out: (text) => (output += text),
    note: () => undefined,
    interactive: false,
    dataFolder: folder,
    signal: new AbortController().signal,
  });
  for (const command of program.commands.flatMap((child) => [child, ...child.commands])) {
    command.copyInheritedSettings(program);
  }
  await program.parseAsync(['dataset', 'build', ...args], { from: 'user' });
  return output;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-dataset-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('caliper dataset build', () => {
  it('says which file is missing, and how to fetch it', async () => {
    const attempt = build('--protocol', 'seed', '--source', folder, '--out', join(folder, 'out'));
    await expect(attempt).rejects.toThrow(/100\.atr is missing; fetch the database with "caliper data fetch mitdb"/);
  });

  it('refuses a file that is not the published one, and writes nothing', async () => {
    await writeFile(join(folder, '100.atr'), 'something else');
    const attempt = build('--protocol', 'ds1ds2', '--source', folder, '--out', join(folder, 'out'));
    await expect(attempt).rejects.toThrow('100.atr is not the file of MIT-BIH 1.0.0');
    expect(await readdir(folder)).toEqual(['100.atr']);
  });

  it('refuses a protocol that it does not know', async () => {
    await expect(build('--protocol', 'mine', '--source', '.', '--out', '.')).rejects.toThrow('Allowed choices are');
  });
});

const database = databaseFolder('mitdb');

describe.skipIf(!database)('caliper dataset build on MIT-BIH (needs shared/data/mitdb)', () => {
  it("makes the study's data set and prints the fields that scripts rely on", async () => {
    const out = join(folder, 'seed');
    const result = JSON.parse(
      await build('--protocol', 'seed', '--source', database!, '--out', out, '--json'),
    ) as object;
    expect(result).toMatchObject({
      protocol: 'seed',
      splits: {
        train: { N: 72_471, S: 2_223, V: 5_788, F: 641, Q: 6_431 },
        test: { N: 18_118, S: 556, V: 1_448, F: 162, Q: 1_608 },
      },
      sha256: { 'mitbih_test.csv': 'f3fdb3fd318275e653fac082b617d8c1ef09fca619a0606dc22c863451c77333' },
    });
    const { splits } = await readDatasetFolder(out);
    expect([splits['train']?.count, splits['test']?.count]).toEqual([87_554, 21_892]);
  });
});
