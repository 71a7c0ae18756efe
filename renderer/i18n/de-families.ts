import type { families as English } from './en-families.ts';
import type { Translated } from './translated.ts';

/** Words of families, in German. */
export const families: Translated<typeof English> = {
  similar: { title: 'Gleiche Form in dieser Aufzeichnung' },
};
