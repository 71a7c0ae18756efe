import type { strip as English } from './en-strip.ts';
import type { Translated } from './translated.ts';

/** Words of strip, in German. */
export const strip: Translated<typeof English> = {};
