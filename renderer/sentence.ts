import { CaliperError } from '../app/contract/errors.ts';

/** What the reader sees of an error: the core's sentence, or a neutral one for a defect of the screen. */
export function sentenceOf(error: unknown): string {
  return error instanceof CaliperError
    ? error.message
    : 'Something went wrong on this screen. Reload the page to go on.';
}
