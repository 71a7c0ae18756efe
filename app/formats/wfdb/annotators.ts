import { CaliperError } from '../../contract/errors.ts';
import type { ByteFolder } from '../../signal/bytes.ts';
import type { Annotation } from '../../signal/recording.ts';
import { readAnnotations } from './read-annotations.ts';
import { excerpt } from './text.ts';

/** Largest annotation file that is read: more than ten times what 14 days of beats need. */
const largestFile = 64 * 1024 * 1024;

/** Endings of files beside a record that hold no annotations, whatever their bytes look like. */
const otherEndings = new Set([
  'hea',
  'dat',
  'xws',
  'txt',
  'csv',
  'md',
  'json',
  'html',
  'pdf',
  'png',
  'edf',
  'mat',
  'zip',
]);

/**
 * Lists the annotators of a record: files `recordName`.* whose first and last bytes are those of an annotation file.
 *
 * @param signalFiles names of files that hold samples, which are left out
 */
export async function findAnnotators(
  folder: ByteFolder,
  recordName: string,
  signalFiles: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  const prefix = `${recordName}.`;
  for (const name of await folder.list()) {
    const ending = name.slice(prefix.length);
    if (!name.startsWith(prefix) || !/^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(ending)) continue;
    if (otherEndings.has(ending.toLowerCase()) || signalFiles.includes(name)) continue;
    if (await looksLikeAnnotations(folder, name)) found.push(ending);
  }
  return found;
}

async function looksLikeAnnotations(folder: ByteFolder, name: string): Promise<boolean> {
  const source = await folder.open(name);
  if (source.size < 2 || source.size > largestFile) return false;
  const end = await source.read(source.size - 2, 2);
  if (end[0] !== 0 || end[1] !== 0) return false;
  const [, high = 0] = await source.read(0, 2);
  const code = high >> 2;
  return code <= 49 || code === 59;
}

/**
 * Reads `recordName`.`annotator` in time order, positions in frames.
 *
 * @param rate frames per second of the recording: a file that counts in other ticks is converted
 * @throws CaliperError `not-found`, `damaged-file`, `too-large`
 */
export async function readAnnotator(
  folder: ByteFolder,
  recordName: string,
  annotator: string,
  rate: number,
): Promise<Annotation[]> {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(annotator)) {
    throw new CaliperError('invalid-input', `"${excerpt(annotator)}" is not the name of an annotator, such as atr.`);
  }
  const name = `${recordName}.${annotator}`;
  const source = await folder.open(name);
  if (source.size > largestFile) {
    throw new CaliperError('too-large', `${name} has ${source.size} bytes; annotation files of up to 64 MiB are read.`);
  }
  const { annotations } = readAnnotations(await source.read(0, source.size), name);
  const inFrames = convertTicks(annotations, rate);
  for (let index = 1; index < inFrames.length; index++) {
    if (inFrames[index]!.sample < inFrames[index - 1]!.sample) return inFrames.sort((a, b) => a.sample - b.sample);
  }
  return inFrames;
}

/** A first note "## time resolution: 1000" says that the file counts 1,000 ticks a second, annot(5). */
function convertTicks(annotations: Annotation[], rate: number): Annotation[] {
  const first = annotations[0];
  const match =
    first?.code === 22 && first.sample === 0 ? /^## time resolution: ([\d.]+)$/.exec(first.aux.trim()) : null;
  const resolution = Number(match?.[1]);
  if (!(resolution > 0) || resolution === rate) return annotations;
  const factor = rate / resolution;
  return annotations.slice(1).map((entry) => ({ ...entry, sample: Math.round(entry.sample * factor) }));
}
