import { resolve } from 'node:path';

/**
 * The files and folders named on a command line, as absolute paths, 1000 at most. Options, overlong names and what
 * does not exist are left out: any program can write the command line.
 *
 * @param words the command line without the program's own name
 */
export function openedFiles(words: readonly string[], folder: string, exists: (path: string) => boolean): string[] {
  return words
    .filter((word) => word !== '' && word.length <= 4096 && !word.startsWith('-') && !word.includes('\0'))
    .map((word) => resolve(folder, word))
    .filter(exists)
    .slice(0, 1000);
}
