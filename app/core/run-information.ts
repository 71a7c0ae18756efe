import type { StageSeconds } from './analysis-stages.ts';
import { candidateLeads } from '../beat/clinical/leads.ts';
import { electrocardiogramLeads } from '../beat/leads.ts';
import type { Detection } from '../beat/detection.ts';
import type { SignalQuality } from '../contract/runs.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Recording } from '../signal/recording.ts';
import type { RunInformation } from '../store/store.ts';

/** What is written down of a run beside its labels. */
export function runInformation(
  recording: Recording,
  specification: ModelSpecification | null,
  detection: Detection | null,
  stages: readonly StageSeconds[],
): RunInformation {
  const decision = specification?.decision;
  return {
    leads: leadNames(recording, specification),
    stages: [...stages],
    quality: detection && qualityOf(recording, detection),
    drift: null,
    decision: decision ? { rule: decision, strength: decision.strength } : null,
  };
}

/** The leads that a model reads, by name; a recording may have fewer than it asks for. */
function leadNames(recording: Recording, specification: ModelSpecification | null): string[] {
  if (!specification) return [];
  const places = specification.leads.some((channel) => channel.startsWith('second')) ? 2 : 1;
  const candidates =
    specification.preparation === 'clinical' ? candidateLeads(recording) : electrocardiogramLeads(recording);
  return candidates.slice(0, places).map((index) => recording.leads[index]!.name);
}

function qualityOf(recording: Recording, { quality, unreadable }: Detection): SignalQuality {
  const lost = unreadable.reduce((sum, { from, to }) => sum + to - from, 0);
  const readable = recording.frames === 0 ? 0 : Math.max(0, 1 - lost / recording.frames);
  return { readable, unreadable: unreadable.map(({ from, to }) => ({ from, to })), perSecond: quality };
}
