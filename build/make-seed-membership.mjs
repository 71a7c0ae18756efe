/**
 * Writes resources/dataset/seed-test-rows.bin from the list of test rows and the records:
 *
 *   node build/make-seed-membership.mjs ../shared/reference/seed_test_index.csv ../shared/data/mitdb
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { mitdbRecords } from '../app/dataset/mitdb.ts';
import { encodeMembership } from '../app/dataset/seed-membership.ts';
import { seedSpans } from '../app/dataset/seed-protocol.ts';
import { openFolder } from '../app/files/folder.ts';
import { openWfdb } from '../app/formats/wfdb/open.ts';

const [indexPath, databasePath] = process.argv.slice(2);
if (!indexPath || !databasePath) {
  console.error('usage: node build/make-seed-membership.mjs seed_test_index.csv MITDB_FOLDER');
  process.exit(2);
}

const rowOf = new Map();
for (const name of mitdbRecords) {
  const recording = await openWfdb(openFolder(databasePath), name);
  const { source } = seedSpans(recording, await recording.annotations('atr'));
  for (const sample of source.samples) rowOf.set(`${name},${sample}`, rowOf.size);
}
const lines = (await readFile(indexPath, 'utf8')).trim().split('\n').slice(1);
const test = Int32Array.from(lines, (line) => {
  const [, record, sample] = line.trim().split(',');
  const row = rowOf.get(`${record},${sample}`) ?? (record === '102' ? rowOf.get('102,590296') : undefined);
  if (row === undefined) throw new Error(`No row for ${line}`);
  return row;
});

const folder = resolve(import.meta.dirname, '../resources/dataset');
await mkdir(folder, { recursive: true });
const bytes = encodeMembership({ rows: rowOf.size, test });
await writeFile(join(folder, 'seed-test-rows.bin'), bytes);
console.log(`${test.length} of ${rowOf.size} rows, ${bytes.length} bytes`);
