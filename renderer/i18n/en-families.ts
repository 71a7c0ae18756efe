/** Words of families, in English. */
export const families = {};
