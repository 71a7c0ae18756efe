/** Words of correct, in English. */
export const correct = {};
