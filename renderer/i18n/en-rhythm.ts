/** Words of rhythm, in English. */
export const rhythm = {};
