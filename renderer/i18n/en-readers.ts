/** Words of readers, in English. */
export const readers = {};
