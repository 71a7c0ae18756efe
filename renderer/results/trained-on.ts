import type { ModelCard } from '../../app/contract/model-card.ts';
import type { RecordResult } from './record-rows.ts';

/** Names of the recordings that a model was trained on, as its card has them; none where it does not say. */
export function trainingRecords(card: ModelCard): ReadonlySet<string> {
  return new Set(card.operatingPoint?.validationRecords.map(({ record }) => record));
}

/** Recordings whose labels come from a model that was trained on them, by name. */
export function trainedOn(records: readonly RecordResult[], cards: readonly ModelCard[]): RecordResult[] {
  const byModel = new Map(cards.map((card) => [card.id, trainingRecords(card)]));
  return records.filter(({ model, name }) => model !== null && byModel.get(model)?.has(name));
}
