/** Words of families, in English. */
export const families = {
  similar: { title: 'Same shape in this recording' },
};
