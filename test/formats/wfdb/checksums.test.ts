import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openFolder } from '../../../app/files/folder.ts';
import { verifyChecksums } from '../../../app/formats/wfdb/checksums.ts';
import { folderOf } from './folder-in-memory.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/wfdb');

test('every signal of binformats adds up to what its header says', async () => {
  const checksums = await verifyChecksums(openFolder(fixtures), 'binformats');
  expect(checksums.map((entry) => entry.computed)).toEqual([
    -31143, -750, -251, -517, 747, -6824, -1621, -2145, 11715, 19035,
  ]);
  expect(checksums.map((entry) => entry.announced)).toEqual(checksums.map((entry) => entry.computed));
});

test('one changed bit is seen', async () => {
  const bytes = new Uint8Array(readFileSync(join(fixtures, 'binformats.d5')));
  bytes[300]! ^= 1;
  const header = 'x 1 200 499\nx.d5 212 200/mV 12 0 -2042 -6824 0 sig 5, fmt 212\n';
  const [checksum] = await verifyChecksums(folderOf({ 'x.hea': header, 'x.d5': bytes }), 'x');
  expect(checksum!.computed).not.toBe(checksum!.announced);
});
