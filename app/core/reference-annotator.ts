import type { Recording } from '../signal/recording.ts';

/** Annotators whose beats are taken, best first: reviewed references before the outputs of programs. */
const trusted = ['atr', 'ecg', 'ari', 'qrs'];

/** The annotator whose beats are the reference of a recording, or null when its file has none. */
export function referenceAnnotator(recording: Recording): string | null {
  return trusted.find((name) => recording.annotators.includes(name)) ?? null;
}
