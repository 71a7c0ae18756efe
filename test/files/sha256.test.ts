import { join } from 'node:path';
import { expect, test } from 'vitest';

import { sha256Of, sha256OfFile } from '../../app/files/sha256.ts';

test('the digest of "abc" is that of FIPS 180-2, appendix B.1', () => {
  expect(sha256Of(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a file has the digest that sha256sum prints', async () => {
  const path = join(import.meta.dirname, '../../resources/demo/demo.dat');
  expect(await sha256OfFile(path)).toBe('5d13bdf84a30c11737fd47971a5d72580ab30bcc90b777a3d97a7a4f277e8eeb');
});

test('a file that is not there is named', async () => {
  await expect(sha256OfFile('/nowhere')).rejects.toMatchObject({ code: 'not-found', message: 'There is no /nowhere.' });
});
