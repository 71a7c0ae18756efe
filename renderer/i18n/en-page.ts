/** Words of page, in English. */
export const page = {};
