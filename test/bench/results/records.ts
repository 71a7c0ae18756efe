import { openFolder } from '../../../app/files/folder.ts';
import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import type { Recording } from '../../../app/signal/recording.ts';
import { databaseFolder } from '../../support/databases.ts';
import { NotHere } from './part.ts';

/** Opens the records of a public database by name. @throws NotHere when the database is absent */
export function databaseRecords(name: 'mitdb' | 'nstdb'): (record: string) => Promise<Recording> {
  const path = databaseFolder(name);
  if (path === null) {
    throw new NotHere(`The ${name} database is not in ../shared/data; set CALIPER_DATA to the folder that holds it.`);
  }
  const folder = openFolder(path);
  return (record) => openWfdb(folder, record);
}
