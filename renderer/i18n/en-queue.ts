/** Words of queue, in English. */
export const queue = {};
