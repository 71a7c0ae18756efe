/** Words of queue, in English. */
export const queue = {
  title: 'Review queue',
  order: 'doubtful first',
  why: { title: 'Why {shown} and not {against}' },
};
