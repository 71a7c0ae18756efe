/** The words of Review; owned by renderer/review. */
export const review = {
  placeholder: 'Review',
};
