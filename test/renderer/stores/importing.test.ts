import { expect, test, vi } from 'vitest';

import { CaliperError } from '../../../app/contract/errors.ts';
import { useImporting } from '../../../renderer/stores/importing.ts';
import { linkedCore } from '../linked-core.ts';

function folder(...names: string[]) {
  return { path: '', files: names.map((name) => new File(['1234'], name)) };
}

function fails(sentence: string): never {
  throw new CaliperError('unavailable', sentence);
}

test('an upload of which a piece fails is let go, and the reader learns why', async () => {
  const { calls } = linkedCore({ 'upload.write': () => fails('The disk is full.') });
  const importing = useImporting();
  await importing.importFiles([folder('100.hea', '100.dat')]);
  expect(calls).toEqual(['upload.begin', 'upload.write', 'upload.cancel']);
  expect(importing.failure).toBe('The disk is full.');
  expect(importing.uploading).toBeNull();
});

test('an upload that arrived whole is not let go', async () => {
  const { calls } = linkedCore();
  const importing = useImporting();
  await importing.importFiles([folder('100.hea')]);
  expect(calls).toEqual(['upload.begin', 'upload.write', 'upload.finish']);
  expect(importing.failure).toBe('');
});

test('what is picked while files are on their way waits for its turn', async () => {
  const held = Promise.withResolvers<void>();
  const { calls } = linkedCore({ 'upload.write': () => held.promise.then(() => ({})) });
  const importing = useImporting();
  const both = [importing.importFiles([folder('100.hea')]), importing.importFiles([folder('101.hea')])];
  await vi.waitFor(() => expect(calls).toContain('upload.write'));
  expect(importing.uploading).toEqual({ files: 1, done: 0, total: 4 });
  held.resolve();
  await Promise.all(both);
  const one = ['upload.begin', 'upload.write', 'upload.finish'];
  expect(calls).toEqual([...one, ...one]);
  expect(importing.uploading).toBeNull();
});

test('the failure of an upload is still told when the one after it went well', async () => {
  linkedCore({ 'upload.begin': ({ files }) => (files[0]?.name === 'a' ? fails('Too large.') : { uploadId: 'b' }) });
  const importing = useImporting();
  await Promise.all([importing.importFiles([folder('a')]), importing.importFiles([folder('b')])]);
  expect(importing.failure).toContain('Too large.');
});

test('a drop or a dialog that cannot be read is told, and the core is not asked', async () => {
  const { calls } = linkedCore();
  const importing = useImporting();
  const answer = () => Promise.reject(new CaliperError('unavailable', '“ward” could not be read.'));
  await importing.importFiles(answer());
  expect(importing.failure).toBe('“ward” could not be read.');
  await importing.importPaths(answer());
  expect(calls).toEqual([]);
});

test('a dialog that was dismissed imports nothing', async () => {
  const { calls } = linkedCore();
  await useImporting().importPaths(Promise.resolve([]));
  expect(calls).toEqual([]);
});
