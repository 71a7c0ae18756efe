import type { Unsaved } from '../stores/unsaved-edits.ts';

/** What did not work, for the bar that stays until it is dealt with. */
export interface Trouble {
  readonly kind: 'labels' | 'edits' | 'signal';
  /** Beats whose label was not saved, or edits when there are others among them; 0 when it is the signal. */
  readonly count: number;
  readonly sentence: string;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/** What the reader can do about troubles. */
export interface Repairs {
  readonly retryEdits: () => void;
  readonly dismissEdits: () => void;
  readonly readAgain: () => void;
  readonly dismissUnread: () => void;
}

/** Edits that were not saved, then signal that was not read: neither hides the other. */
export function listTroubles(unsaved: Unsaved | null, unread: string, repairs: Repairs): Trouble[] {
  const troubles: Trouble[] = [];
  if (unsaved) {
    const { edits, sentence } = unsaved;
    const { retryEdits: retry, dismissEdits: dismiss } = repairs;
    const beats = edits.reduce((sum, edit) => sum + (edit.kind === 'relabel' ? edit.samples.length : Number.NaN), 0);
    const counted = Number.isNaN(beats)
      ? ({ kind: 'edits', count: edits.length } as const)
      : ({ kind: 'labels', count: beats } as const);
    troubles.push({ ...counted, sentence, retry, dismiss });
  }
  if (unread) {
    const { readAgain: retry, dismissUnread: dismiss } = repairs;
    troubles.push({ kind: 'signal', count: 0, sentence: unread, retry, dismiss });
  }
  return troubles;
}
