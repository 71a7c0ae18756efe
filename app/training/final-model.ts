import type { ClassCounts } from '../contract/records.ts';
import type { Decision } from '../model/decision.ts';
import { inferenceGraph } from '../model/inference-graph.ts';
import type { Network } from '../model/network.ts';
import { stateLayout, weightsOf } from '../model/training-state.ts';
import type { Snapshot } from './checkpoint.ts';
import type { TrainingPlan } from './plan.ts';
import type { TrainingRequest } from './request.ts';
import { nameRows } from './scoring.ts';
import { fitTemperature } from './temperature.ts';

/** The inference graph of a snapshot, as it is scored after every epoch. */
export function modelOf(request: TrainingRequest, network: Network, snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return inferenceGraph(network, weightsOf(stateLayout(network), snapshot), request.specification);
}

/**
 * The model that a training gives, and its temperature.
 *
 * Calibrated, its file also says how a reader may shift it between the classes: `decision` with the natural shares of the classes
 * over those in training, at strength 0, for its probabilities are not shifted.
 */
export async function finalModel(
  request: TrainingRequest,
  network: Network,
  plan: TrainingPlan,
  snapshot: Snapshot,
): Promise<{ readonly model: Uint8Array<ArrayBuffer>; readonly temperature: number }> {
  const model = modelOf(request, network, snapshot);
  const { options, rows, specification } = request;
  if (!options.calibrate) return { model, temperature: 1 };
  const probabilities = await nameRows(model, rows, plan.validation, network.inputs, options.threads);
  const temperature = fitTemperature(
    probabilities,
    Uint8Array.from(plan.validation, (row) => rows.labels[row]!),
  );
  const decision: Decision = { temperature, priorOdds: oddsOf(plan.before, plan.after), strength: 0 };
  const weights = weightsOf(stateLayout(network), snapshot);
  return { model: inferenceGraph(network, weights, { ...specification, decision }, temperature), temperature };
}

/** Share of every class before over its share after resampling; 1 for a class that does not occur. */
function oddsOf(before: ClassCounts, after: ClassCounts): number[] {
  const total = (counts: ClassCounts) => counts.reduce((sum, count) => sum + count, 0);
  const scale = total(after) / total(before);
  return before.map((count, index) => (count > 0 && after[index]! > 0 ? (scale * count) / after[index]! : 1));
}
