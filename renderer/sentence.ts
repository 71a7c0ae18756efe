import { CaliperError } from '../app/contract/errors.ts';
import { language } from './format/language.ts';
import { de } from './i18n/de.ts';
import { en } from './i18n/en.ts';

/** What the reader sees of an error: the core's sentence, or a neutral one for a defect of the screen. */
export function sentenceOf(error: unknown): string {
  return error instanceof CaliperError ? error.message : { en, de }[language.value].screenFailed;
}
