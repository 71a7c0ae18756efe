/** Words of strip, in English. */
export const strip = {};
