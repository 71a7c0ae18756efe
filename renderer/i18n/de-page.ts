import type { page as English } from './en-page.ts';
import type { Translated } from './translated.ts';

/** Words of page, in German. */
export const page: Translated<typeof English> = {};
