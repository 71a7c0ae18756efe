import type { readers as English } from './en-readers.ts';
import type { Translated } from './translated.ts';

/** Words of readers, in German. */
export const readers: Translated<typeof English> = {};
