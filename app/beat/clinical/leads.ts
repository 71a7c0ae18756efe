import type { Recording } from '../../signal/recording.ts';
import { electrocardiogramLeads } from '../leads.ts';

/** Leads that are looked at when two are wanted. */
const mostCandidates = 3;

/**
 * Names of leads by how the P wave shows in them, best first; the training recordings have lead II first and one of the chest
 * leads second. Every other name comes after these.
 */
const preferred = [
  ['ii', 'mlii', 'ml2', 'd2', '2'],
  ['v1', 'mcl1'],
  ['v2'],
  ['v5', 'mv5'],
  ['v4'],
  ['i', 'iii', 'avf'],
];

/** How good a lead is by its name alone: 0 is best. */
export function preferenceOf(name: string): number {
  const plain = name.toLowerCase().replace(/^(lead|ecg|ekg)\b|[^a-z0-9]/g, '');
  const found = preferred.findIndex((names) => names.includes(plain));
  return found >= 0 ? found : preferred.length;
}

/**
 * The leads that may describe the beats of a recording, best name first, three at most. Which of them do, and in which order,
 * follows from what they carry: see {@link orderLeads}.
 */
export function candidateLeads(recording: Recording): number[] {
  return electrocardiogramLeads(recording)
    .map((index) => ({ index, preference: preferenceOf(recording.leads[index]!.name) }))
    .sort((a, b) => a.preference - b.preference || a.index - b.index)
    .slice(0, mostCandidates)
    .map(({ index }) => index);
}

/** What a lead carries in a block. */
export interface LeadStrength {
  readonly preference: number;
  /** Median size of a QRS complex in mV. */
  readonly amplitude: number;
}

/** A lead whose QRS complexes are smaller than this, in mV, is flat, disconnected or noise. */
const leastAmplitude = 0.05;

/**
 * Chooses the first and the second lead: those that carry beats, the better name first, the greater amplitude where names say
 * nothing. The order of leads in the file does not matter, so a model sees the same whichever way it was written.
 */
export function orderLeads<T extends LeadStrength>(leads: readonly T[]): T[] {
  return leads
    .filter(({ amplitude }) => amplitude >= leastAmplitude)
    .sort((a, b) => a.preference - b.preference || b.amplitude - a.amplitude)
    .slice(0, 2);
}
