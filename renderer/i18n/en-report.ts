/** Words of report, in English. */
export const report = {};
