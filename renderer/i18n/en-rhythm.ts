import { events } from './en-events.ts';

/** Words of rhythm, in English. */
export const rhythm = { events };
