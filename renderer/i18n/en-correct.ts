/** Words of correcting: the parts around the paper, edits, and their history. */
export const correct = {
  desk: {
    bottom: 'Queue and events',
    openBottom: 'Open the queue and the events',
    closeBottom: 'Close the queue and the events',
    toggleBottom: 'Open or close the queue and the events',
    toggleInspector: 'Show or hide the inspector',
    bottomLine: 'Height of the queue and the events',
    inspectorLine: 'Width of the inspector',
  },
};
