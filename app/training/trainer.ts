import { CaliperError } from '../contract/errors.ts';
import type { EpochRecord } from '../contract/model-card.ts';
import { countParameters, type Network } from '../model/network.ts';
import { initialState, stateLayout, type TrainingState } from '../model/training-state.ts';
import { createAugmenter } from './augmentation/augmentation.ts';
import { moveAverage } from './averaging.ts';
import { checkRows } from './check-rows.ts';
import { decodeCheckpoint, encodeCheckpoint, hashWeights, type Checkpoint, type Snapshot } from './checkpoint.ts';
import type { TrainingProgress, TrainingResult } from './contract.ts';
import { orderOfEpoch, planTraining, randomFor, type TrainingPlan } from './plan.ts';
import { finalModel, modelOf } from './final-model.ts';
import { networkFor, type TrainingRequest } from './request.ts';
import { learningRateAt } from './schedule.ts';
import { isBetter, scoreModel } from './scoring.ts';
import { createStepBuffers, fillSteps, type FillOptions, type StepBuffers } from './step-buffers.ts';
import { openTrainingSession, type TrainingSession } from './training-session.ts';

/** Steps in one run of the training graph: about a fifth of a second, after which a stop is heeded. */
export const stepsPerRun = 25;

/** What a training tells while it runs. */
export interface TrainingHooks {
  /** Stops after the steps under way; the best epoch so far is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TrainingProgress) => void;
  readonly onEpoch: (epoch: EpochRecord) => void;
  /** A checkpoint as bytes, after every epoch. */
  readonly onCheckpoint: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/**
 * Trains a network and returns the model of its last or of its best epoch: the one with the highest macro-F1 on the validation
 * rows, the lower validation loss deciding between equals. Macro-F1 because the validation rows keep the natural mix of classes, in which
 * accuracy hardly notices the rare ones.
 *
 * The same request gives the same weights, bit for bit, on one machine, whether in one go or resumed from a checkpoint.
 *
 * @throws CaliperError `invalid-input`, `unsupported`, `conflict` or `damaged-file` (checkpoint), `cancelled` when stopped before
 * the first epoch was complete
 */
export async function train(request: TrainingRequest, hooks: TrainingHooks): Promise<TrainingResult> {
  checkRows(request.rows, request.specification);
  const network = networkFor(request.specification);
  const plan = planTraining(request);
  const { batch, epochs, threads, weightDecay } = request.options;
  const session = await openTrainingSession(network, batch, threads, weightDecay);
  try {
    let run = startOrResume(request, network, plan);
    const epochRunner = createEpochRunner(request, hooks, network, plan, session);
    while (run.epochs.length < epochs) {
      const next = await epochRunner(run);
      if (!next) break;
      run = next;
      hooks.onEpoch(run.epochs.at(-1)!);
      hooks.onCheckpoint(encodeCheckpoint(run));
    }
    if (run.epochs.length === 0)
      throw new CaliperError('cancelled', 'The training was stopped before its first epoch was complete.');
    return await finish(request, network, plan, run);
  } finally {
    await session.release();
  }
}

function startOrResume(request: TrainingRequest, network: Network, plan: TrainingPlan): Checkpoint {
  const layout = stateLayout(network);
  if (request.checkpoint) return decodeCheckpoint(request.checkpoint, layout, plan.recipe);
  const state = initialState(layout, randomFor(request.options.seed, 'weights'));
  const average = request.options.averaging > 0 ? state : null;
  return { recipe: plan.recipe, state, average, best: state, bestEpoch: 0, epochs: [], seconds: 0 };
}

/** Returns the function that runs one epoch and scores it; it gives null when stopped on the way. */
function createEpochRunner(
  request: TrainingRequest,
  hooks: TrainingHooks,
  network: Network,
  plan: TrainingPlan,
  session: TrainingSession,
): (run: Checkpoint) => Promise<Checkpoint | null> {
  const { options, rows } = request;
  const { batch, epochs } = options;
  const steps = Math.floor(plan.rowsPerEpoch / batch);
  const filling: FillOptions = {
    ...options,
    augment: createAugmenter(options.augmentation, network.inputs, rows.noise ?? null),
  };
  const buffers: StepBuffers = createStepBuffers(network, batch, Math.min(stepsPerRun, steps));
  const begun = performance.now();
  let stepsDone = 0;

  return async function runEpoch(run) {
    const started = performance.now();
    const epoch = run.epochs.length + 1;
    const random = randomFor(options.seed, `epoch ${epoch}`);
    const order = orderOfEpoch(plan, random);
    let state: TrainingState = run.state;
    let average: Snapshot | null = run.average;
    let loss = 0;
    let correct = 0;
    for (let step = 0; step < steps; step += stepsPerRun) {
      if (hooks.signal.aborted) return null;
      const count = Math.min(stepsPerRun, steps - step);
      const chosen = order.subarray(step * batch, (step + count) * batch);
      fillSteps(buffers, network, rows, chosen, filling, random);
      const result = await session.run(state, buffers, count, (at) => learningRateAt(at, options, epochs * steps));
      if (!Number.isFinite(result.loss))
        throw new CaliperError('unavailable', `The training diverged in epoch ${epoch}; use a smaller learning rate.`);
      state = result.state;
      if (average) average = moveAverage(average, state, options.averaging, state.step, count);
      loss += result.loss;
      correct += result.correct;
      stepsDone += count;
      const secondsAStep = (performance.now() - begun) / 1000 / stepsDone;
      hooks.onProgress({
        epoch,
        epochs,
        step: step + count,
        steps,
        trainingLoss: loss / (step + count),
        beatsPerSecond: batch / secondsAStep,
        secondsLeft: secondsAStep * (steps - step - count + (epochs - epoch) * steps),
      });
    }
    const learned = average ?? state;
    const model = modelOf(request, network, learned);
    const score = await scoreModel(model, rows, plan.validation, network.inputs, options.threads);
    const seconds = (performance.now() - started) / 1000;
    const record: EpochRecord = {
      epoch,
      trainingLoss: loss / steps,
      trainingAccuracy: correct / (steps * batch),
      validationLoss: score.loss,
      validationAccuracy: score.accuracy,
      validationMacroF1: score.macroF1,
      seconds,
    };
    const best = run.epochs[run.bestEpoch - 1];
    const isBest = !best || options.choose === 'last' || isBetter(record, best);
    return {
      recipe: run.recipe,
      state,
      average,
      best: isBest ? learned : run.best,
      bestEpoch: isBest ? epoch : run.bestEpoch,
      epochs: [...run.epochs, record],
      seconds: run.seconds + seconds,
    };
  };
}

async function finish(
  request: TrainingRequest,
  network: Network,
  plan: TrainingPlan,
  run: Checkpoint,
): Promise<TrainingResult> {
  const { model, temperature } = await finalModel(request, network, plan, run.best);
  return {
    model,
    temperature,
    weightsSha256: hashWeights(run.best),
    parameters: countParameters(network),
    epochs: [...run.epochs],
    bestEpoch: run.bestEpoch,
    seconds: run.seconds,
    stopped: run.epochs.length < request.options.epochs,
    provider: 'cpu',
    before: plan.before,
    after: plan.after,
    validationRows: plan.validation.length,
    dataSha256: plan.dataSha256,
  };
}
