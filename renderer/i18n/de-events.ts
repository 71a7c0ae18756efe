import type { events as English } from './en-events.ts';
import type { Translated } from './translated.ts';

/** Words of rhythm events, in German; a part of those of rhythm. */
export const events: Translated<typeof English> = {
  title: 'Ereignisse',
  follow: 'folgen jeder Korrektur',
};
