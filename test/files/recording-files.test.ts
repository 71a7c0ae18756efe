import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openRecordingAt } from '../../app/files/folder.ts';
import { findRecordingsBelow, mainFile, sha256OfRecording } from '../../app/files/recording-files.ts';
import { writeSmallRecord } from '../support/small-record.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('looking for recordings', () => {
  it('goes into folders, not into hidden ones', async () => {
    await mkdir(join(folder, 'ward', '.old'), { recursive: true });
    const paths = [
      await writeSmallRecord(folder, { name: 'a', seconds: 2, codes: null }),
      await writeSmallRecord(join(folder, 'ward'), { name: 'b', seconds: 2, codes: null }),
    ];
    await writeSmallRecord(join(folder, 'ward', '.old'), { name: 'c', seconds: 2, codes: null });
    expect(await findRecordingsBelow(folder)).toEqual(paths);
  });

  it('tells of a folder that is not there and finds nothing in it', async () => {
    const unreadable: string[] = [];
    expect(await findRecordingsBelow(join(folder, 'none'), { onUnreadable: (path) => unreadable.push(path) })).toEqual(
      [],
    );
    expect(unreadable).toEqual([join(folder, 'none')]);
  });

  it.skipIf(process.getuid?.() === 0)('goes on beside a folder that may not be read', async () => {
    await mkdir(join(folder, 'closed'));
    await writeSmallRecord(folder, { name: 'a', seconds: 2, codes: null });
    await chmod(join(folder, 'closed'), 0);
    expect(await findRecordingsBelow(folder)).toEqual([join(folder, 'a')]);
  });

  it('stops when asked', async () => {
    await expect(findRecordingsBelow(folder, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it.skipIf(process.platform === 'win32')('is not held up by a pipe that has the name of a header', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.hea')]);
    expect(await findRecordingsBelow(folder)).toEqual([]);
  });
});

it('a recording has the same hash in another folder, and another one when a sample changes', async () => {
  const path = await writeSmallRecord(folder, { name: 'a', seconds: 2, codes: null });
  const copy = join(folder, 'copy');
  await mkdir(copy);
  for (const ending of ['hea', 'dat']) await copyFile(`${path}.${ending}`, join(copy, `a.${ending}`));
  const original = await sha256OfRecording(await openRecordingAt(path), path);
  expect(await sha256OfRecording(await openRecordingAt(join(copy, 'a')), join(copy, 'a'))).toBe(original);
  expect(mainFile(await openRecordingAt(path), path)).toBe(`${path}.hea`);
  await writeSmallRecord(copy, { name: 'a', seconds: 3, codes: null });
  expect(await sha256OfRecording(await openRecordingAt(join(copy, 'a')), join(copy, 'a'))).not.toBe(original);
});
