import type { ClassCounts } from '../contract/records.ts';
import type { Decision } from '../model/decision.ts';
import { inferenceGraph } from '../model/inference-graph.ts';
import type { Network } from '../model/network.ts';
import { stateLayout, weightsOf } from '../model/training-state.ts';
import type { Snapshot } from './checkpoint.ts';
import type { TrainingPlan } from './plan.ts';
import type { TrainingOptions, TrainingRequest } from './request.ts';
import { nameRows } from './scoring.ts';
import { fitTemperature } from './temperature.ts';

/** The inference graph of a snapshot, as it is scored after every epoch. */
export function modelOf(request: TrainingRequest, network: Network, snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return inferenceGraph(network, weightsOf(stateLayout(network), snapshot), request.specification);
}

/**
 * The model that a training gives, and its temperature.
 *
 * Calibrated, its file also says how a reader may shift it between the classes (`decision`): by the natural shares of the classes,
 * at strength 0 as if all were equally frequent, at 1 as in nature. Its own strength is where its training stood between those.
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
  const decision: Decision = { temperature, priorOdds: oddsOf(plan.before), strength: strengthOf(options) };
  const weights = weightsOf(stateLayout(network), snapshot);
  return { model: inferenceGraph(network, weights, { ...specification, decision }, temperature), temperature };
}

/** Natural share of every class over an equal share; 1 for a class that does not occur. */
function oddsOf(counts: ClassCounts): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count > 0 ? (counts.length * count) / total : 1));
}

/** Power of the natural shares in the mix that the network was shown: 0 where classes were levelled, 1 for the natural mix. */
function strengthOf({ sampling, perClass }: TrainingOptions): number {
  if (sampling) return sampling.classExponent;
  return perClass > 0 ? 0 : 1;
}
