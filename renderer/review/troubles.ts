import type { Unsaved } from '../stores/unsaved-labels.ts';

/** What did not work, for the bar that stays until it is dealt with. */
export interface Trouble {
  readonly kind: 'labels' | 'signal';
  /** Beats concerned; 0 when it is the signal. */
  readonly beats: number;
  readonly sentence: string;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/** What the reader can do about troubles. */
export interface Repairs {
  readonly retryLabels: () => void;
  readonly dismissLabels: () => void;
  readonly readAgain: () => void;
  readonly dismissUnread: () => void;
}

/** Labels that were not saved, then signal that was not read: neither hides the other. */
export function listTroubles(unsaved: Unsaved | null, unread: string, repairs: Repairs): Trouble[] {
  const troubles: Trouble[] = [];
  if (unsaved) {
    const { labels, sentence } = unsaved;
    const { retryLabels: retry, dismissLabels: dismiss } = repairs;
    troubles.push({ kind: 'labels', beats: labels.size, sentence, retry, dismiss });
  }
  if (unread) {
    const { readAgain: retry, dismissUnread: dismiss } = repairs;
    troubles.push({ kind: 'signal', beats: 0, sentence: unread, retry, dismiss });
  }
  return troubles;
}
