import { CaliperError } from '../contract/errors.ts';
import type { ByteFolder } from '../signal/bytes.ts';
import type { Recording } from '../signal/recording.ts';
import { openWfdb } from './wfdb/open.ts';

/** One readable format: how its recordings are found among files and opened. */
interface FormatReader {
  readonly format: string;
  /** Recording names that the file names of a folder announce, e.g. "100" for "100.hea". */
  readonly find: (files: readonly string[]) => string[];
  /** The recording that a name means in this format, e.g. "100" for "100.dat"; null when it means none. */
  readonly recognise: (name: string, files: readonly string[]) => string | null;
  readonly open: (folder: ByteFolder, recordName: string) => Promise<Recording>;
}

const wfdb: FormatReader = {
  format: 'wfdb',
  find: (files) => files.filter((file) => file.endsWith('.hea')).map((file) => file.slice(0, -'.hea'.length)),
  recognise(name, files) {
    if (files.includes(`${name}.hea`)) return name;
    const stem = name.replace(/\.[^.]*$/, '');
    return files.includes(`${stem}.hea`) ? stem : null;
  },
  open: openWfdb,
};

/** In the order in which they are asked. */
const readers: readonly FormatReader[] = [wfdb];

/**
 * Opens a recording in whatever format it is.
 *
 * @param name recording name with or without an ending, e.g. "100", "100.hea", "100.dat"
 * @param path how a message calls it, e.g. with its folder; the name when left out
 * @throws CaliperError `not-found` when no file of the folder belongs to it, else as the format's reader
 */
export async function openRecording(folder: ByteFolder, name: string, path = name): Promise<Recording> {
  const files = await folder.list();
  for (const reader of readers) {
    const recordName = reader.recognise(name, files);
    if (recordName !== null) return reader.open(folder, recordName);
  }
  if (files.includes(name)) {
    throw new CaliperError(
      'unsupported',
      `${name} is not a recording that Caliper reads; it reads WFDB records, whose header ${name.replace(/\.[^.]*$/, '')}.hea must lie beside it.`,
    );
  }
  throw new CaliperError('not-found', `There is no recording ${path}: neither the file nor ${path}.hea exists.`);
}

/** Names of all recordings in a folder, sorted; each opens with {@link openRecording}. */
export async function findRecordings(folder: ByteFolder): Promise<string[]> {
  const files = await folder.list();
  return readers.flatMap((reader) => reader.find(files)).sort();
}
