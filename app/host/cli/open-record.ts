import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { openFolder } from '../../files/folder.ts';
import { openRecording } from '../../formats/registry.ts';
import type { Recording } from '../../signal/recording.ts';

/**
 * Opens the recording that a person names on the command line, with or without an ending, e.g. "mitdb/100".
 *
 * @throws CaliperError `not-found` with the whole path, `invalid-input` for a folder, else as {@link openRecording}
 */
export async function openRecord(path: string): Promise<Recording> {
  const full = resolve(path);
  const folder = openFolder(dirname(full));
  const files = await folder.list().catch((cause: unknown) => {
    throw new CaliperError('not-found', `There is no recording ${full}: its folder cannot be read.`, { cause });
  });
  const isFolder = await stat(full).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (isFolder && !files.includes(`${basename(full)}.hea`))
    throw new CaliperError('invalid-input', `${full} is a folder; name a recording in it, such as ${full}/100.`);
  return openRecording(folder, basename(full), full);
}
