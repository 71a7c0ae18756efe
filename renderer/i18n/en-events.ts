/** Words of rhythm events, in English; a part of those of rhythm. */
export const events = {
  title: 'Events',
  follow: 'follow every correction',
};
