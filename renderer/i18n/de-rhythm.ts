import { events } from './de-events.ts';
import type { rhythm as English } from './en-rhythm.ts';
import type { Translated } from './translated.ts';

/** Words of rhythm, in German. */
export const rhythm: Translated<typeof English> = { events };
