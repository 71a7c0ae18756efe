import type { correct as English } from './en-correct.ts';
import type { Translated } from './translated.ts';

/** Words of correct, in German. */
export const correct: Translated<typeof English> = {};
