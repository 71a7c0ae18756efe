/** What a reader has done with each beat of a run. */
export const readingStates = ['open', 'accepted', 'corrected', 'later', 'deleted'] as const;

/** Index into queueStates (contract) of each beat. */
export type Reading = Uint8Array;

export const open = 0;
export const accepted = 1;
export const corrected = 2;
export const later = 3;
/** Taken out by the reader, or moved elsewhere: there was no such beat, which is an error as well. */
export const deleted = 4;

export function isRead(state: number): boolean {
  return state === accepted || isWrong(state);
}

export function isWrong(state: number): boolean {
  return state === corrected || state === deleted;
}
