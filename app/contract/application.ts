import { calls } from './calls.ts';
import { events } from './events.ts';

/** What the core offers to every door: its calls and its events. */
export const applicationContract = { calls, events } as const;

export type ApplicationContract = typeof applicationContract;
