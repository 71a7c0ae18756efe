import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'vitest';

import { CaliperError } from '../../../app/contract/errors.ts';
import { verifyChecksums } from '../../../app/formats/wfdb/checksums.ts';
import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import { folderOf } from './folder-in-memory.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/wfdb');
const seeds = {
  header: new Uint8Array(
    Buffer.from(
      'x 3 125.5/250(17) 101 10:20:30 01/02/2003\nx.dat 212+5 200.5(-12)/uV 12 3 0 0 0 a\nx.dat 212x2:1+5 100 12 0 0 0 0 b\ny.dat 8 10\n# 69 M\n',
    ),
  ),
  segments: new Uint8Array(Buffer.from('x/3 3 125.5 90\nx_layout 0\na 40\n~ 10\na 40\n')),
  signal: new Uint8Array(readFileSync(join(fixtures, 'frames.dat'))),
  annotations: new Uint8Array(readFileSync(join(fixtures, 'wrann.atr'))),
};

/** Cuts, overwrites, inserts and doubles bytes; printable ones as a rule, so that headers stay headers for a while. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 6 }),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom('0', '-', '9999999999', '/', '(', ':', '+', 'x', ' ', '\n', '~', '..', '1e308', '\0')
      .map((text) => new Uint8Array(Buffer.from(text))),
  ),
});
const edits = fc.array(edit, { maxLength: 4 });

function mutate(bytes: Uint8Array, changes: readonly { at: number; remove: number; insert: Uint8Array }[]): Uint8Array {
  let out = [...bytes];
  for (const { at, remove, insert } of changes) {
    const start = Math.floor(at * out.length);
    out = [...out.slice(0, start), ...insert, ...out.slice(start + remove)];
  }
  return Uint8Array.from(out);
}

async function useEverything(files: Record<string, Uint8Array>): Promise<void> {
  const folder = folderOf(files);
  try {
    const recording = await openWfdb(folder, 'x');
    const all = recording.leads.map((_, index) => index);
    await recording.read(all, 0, Math.min(recording.frames, 5000));
    await recording.read(all, Math.max(0, recording.frames - 100), recording.frames);
    for (const annotator of recording.annotators) await recording.annotations(annotator);
    await verifyChecksums(folder, 'x');
  } catch (error) {
    if (!(error instanceof CaliperError) || error.code === 'internal') throw error;
    if (error.message.length > 400 || !error.message.endsWith('.'))
      throw new Error(`not a sentence: ${error.message}`, { cause: error });
  }
}

test('whatever is done to a record, it opens or fails with one sentence', async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, edits, (header, signal, annotations) =>
      useEverything({
        'x.hea': mutate(seeds.header, header),
        'x.dat': mutate(seeds.signal, signal),
        'y.dat': mutate(seeds.signal, signal),
        'x.atr': mutate(seeds.annotations, annotations),
      }),
    ),
    { numRuns: 4000 },
  );
});

test('whatever is done to a record of segments, it opens or fails with one sentence', async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, edits, (master, layout, segment) =>
      useEverything({
        'x.hea': mutate(seeds.segments, master),
        'x_layout.hea': mutate(seeds.header, layout),
        'a.hea': mutate(seeds.header, segment),
        'x.dat': seeds.signal,
        'y.dat': seeds.signal,
      }),
    ),
    { numRuns: 2000 },
  );
});
