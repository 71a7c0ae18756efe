import type { queue as English } from './en-queue.ts';
import type { Translated } from './translated.ts';

/** Words of queue, in German. */
export const queue: Translated<typeof English> = {
  title: 'Durchsicht',
  order: 'Zweifelhafte zuerst',
  why: { title: 'Warum {shown} und nicht {against}' },
};
