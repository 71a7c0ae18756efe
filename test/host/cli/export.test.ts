import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { readAnnotations } from '../../../app/formats/wfdb/read-annotations.ts';
import { exportCommand } from '../../../app/host/cli/export.ts';
import { sessionCommand } from '../../../app/host/cli/session.ts';
import { writeSmallRecord } from '../../support/small-record.ts';
import { temporaryFolder } from '../../support/store-fixture.ts';
import { runCommand } from './run-command.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

it('writes a session as files that other programs read, and names what the library does not have', async () => {
  const data = join(folder.path, 'data');
  const out = join(folder.path, 'out');
  await mkdir(out);
  const recordings = join(folder.path, 'recordings');
  await mkdir(recordings);
  const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 40, codes: [1, 5] });
  await runCommand(sessionCommand, ['session', 'import', path, '--data', data]);

  const annotations = await runCommand(exportCommand, ['export', 'a1', '--data', data, '--out', out, '--json']);
  expect(annotations.error).toBeNull();
  const { beats } = JSON.parse(annotations.out) as { beats: number };
  const read = readAnnotations(await readFile(join(out, 'a1.cal')), 'a1.cal').annotations;
  expect(read.filter(({ code }) => code !== 14)).toHaveLength(beats);

  await runCommand(exportCommand, ['export', 'a1', '--what', 'beats', '--data', data, '--out', out]);
  const table = await readFile(join(out, 'a1.beats.csv'), 'utf8');
  expect(table.trimEnd().split('\n')).toHaveLength(beats + 1);

  const missing = await runCommand(exportCommand, ['export', 'b2', '--data', data, '--out', out]);
  expect(missing.error).toContain('"b2"');
});
