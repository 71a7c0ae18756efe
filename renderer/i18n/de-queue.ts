import type { queue as English } from './en-queue.ts';
import type { Translated } from './translated.ts';

/** Words of queue, in German. */
export const queue: Translated<typeof English> = {};
