import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

import { CaliperError } from '../contract/errors.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Launch } from '../rpc/launch.ts';
import { classifyBatches, type Batch, type ClassifiedBatch, type Lease } from './classify-batches.ts';
import { providerChoices, type Provider, type ProviderAttempt, type ProviderChoice } from './contract.ts';
import { ProcessEnded, startWorker, type Worker } from './worker.ts';

/** A model file, and the hash that its bytes must have. */
export interface ModelFile {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
}

export interface InferenceSettings {
  /** One of providerChoices; "cpu" when left out. */
  readonly provider?: string;
  /** Threads of the CPU provider; those of the machine, 4 at most, when left out. */
  readonly threads?: number;
}

export interface OpenModel {
  readonly specification: ModelSpecification;
  readonly provider: Provider;
  /** What was tried, in order, and how it went. */
  readonly attempts: readonly ProviderAttempt[];
}

/** Classifies beats in a process of its own, which is started on demand and again when it ends. */
export interface Inference {
  /** Opens a model. @throws CaliperError `invalid-input`, `not-found`, `damaged-file`, `unsupported`, `conflict`, `unavailable` */
  load(model: ModelFile, settings?: InferenceSettings): Promise<OpenModel>;
  /**
   * Classifies batches in order; the next one is cut while one runs.
   *
   * A batch that ends the process twice comes back as not analysed (`analysed` false, probabilities NaN).
   *
   * @throws CaliperError as `load`; `unavailable` when the process keeps ending; `cancelled`
   */
  classify(
    model: ModelFile,
    batches: AsyncIterable<Batch>,
    options?: InferenceSettings & { readonly signal?: AbortSignal },
  ): AsyncGenerator<ClassifiedBatch>;
  /**
   * How the decision between two classes hangs on each value of a row: the gradient of the difference of their logits.
   *
   * @param row one beat: leads x length values, and features where the model reads some
   * @param classes indices into beatClasses: the first over the second
   * @throws CaliperError as `load`; `unsupported` when the model has an operator whose gradient is not known
   */
  explain(
    model: ModelFile,
    row: { readonly beats: Float32Array; readonly features: Float32Array },
    classes: readonly [number, number],
  ): Promise<{ beats: Float32Array; features: Float32Array }>;
  close(): Promise<void>;
}

export interface InferenceDependencies {
  readonly launch: Launch;
  /** Gets one line for every process that ended, and why. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<InferenceLimits>;
}

export interface InferenceLimits {
  readonly loadMilliseconds: number;
  readonly batchMilliseconds: number;
  /** Restarts without a result in between, before giving up. */
  readonly restarts: number;
  /** Wait before the first restart; doubled for each further one. */
  readonly pauseMilliseconds: number;
}

const usualLimits: InferenceLimits = {
  loadMilliseconds: 120_000,
  batchMilliseconds: 60_000,
  restarts: 3,
  pauseMilliseconds: 100,
};

/** Makes the owner of the inference processes. Nothing is started until the first call. */
export function createInference(dependencies: InferenceDependencies): Inference {
  const limits = { ...usualLimits, ...dependencies.limits };
  const log = dependencies.log ?? (() => undefined);
  /** Models that ended the process on a provider other than the CPU: they get the CPU from then on. */
  const crashed = new Map<string, ProviderAttempt>();
  const running = new Set<Worker>();
  let idle: Worker | null = null;
  let closed = false;

  async function takeWorker(): Promise<Worker> {
    const kept = idle;
    idle = null;
    if (kept?.isAlive()) return kept;
    const worker = await startWorker(dependencies.launch);
    running.add(worker);
    if (closed) worker.kill();
    return worker;
  }

  function giveBack(worker: Worker): void {
    if (!worker.isAlive() || idle !== null || closed) {
      worker.kill();
      running.delete(worker);
    } else {
      idle = worker;
    }
  }

  /** One try to open a model in a process. */
  async function tryOpen(
    model: ModelFile,
    settings: InferenceSettings,
    signal?: AbortSignal,
  ): Promise<Lease & OpenModel> {
    const choice = choiceOf(settings);
    const refused = crashed.get(`${model.sha256}-${choice}`);
    const worker = await takeWorker();
    try {
      const request = {
        path: model.path,
        sha256: model.sha256,
        provider: refused ? 'cpu' : choice,
        threads: settings.threads ?? Math.min(4, availableParallelism()),
      } as const;
      const loaded = await worker.call('model.load', request, limits.loadMilliseconds, signal);
      return { ...loaded, worker, attempts: refused ? [refused, ...loaded.attempts] : loaded.attempts };
    } catch (error) {
      if (error instanceof ProcessEnded) distrust(model, settings, null, error);
      giveBack(worker);
      throw error;
    }
  }

  function distrust(model: ModelFile, settings: InferenceSettings, provider: Provider | null, end: ProcessEnded): void {
    const choice = choiceOf(settings);
    if (choice === 'cpu' || provider === 'cpu') return;
    crashed.set(`${model.sha256}-${choice}`, { provider: provider ?? choice, outcome: 'crashed', note: end.message });
  }

  /** Opens leases and counts the processes that end; gives up after too many without a result in between. */
  function supervise(model: ModelFile, settings: InferenceSettings, signal?: AbortSignal) {
    let ends = 0;

    async function countEnd(end: ProcessEnded): Promise<void> {
      if (closed) throw new CaliperError('cancelled', 'Caliper is closing.');
      log(`The inference process ended: ${end.message}`);
      if (++ends > limits.restarts) {
        throw new CaliperError(
          'unavailable',
          `The beats were not analysed: the inference process ended ${ends} times in a row (${end.message}); choose another model or provider.`,
          { cause: end },
        );
      }
      const pause = limits.pauseMilliseconds * 2 ** (ends - 1);
      await wait(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
    }

    return {
      async lease(): Promise<Lease & OpenModel> {
        for (;;) {
          if (closed) throw new CaliperError('cancelled', 'Caliper is closing.');
          if (signal?.aborted) throw new CaliperError('cancelled', 'The analysis was stopped.');
          try {
            return await tryOpen(model, settings, signal);
          } catch (error) {
            if (!(error instanceof ProcessEnded)) throw error;
            await countEnd(error);
          }
        }
      },
      async ended(lease: Lease, end: ProcessEnded): Promise<void> {
        distrust(model, settings, lease.provider, end);
        giveBack(lease.worker);
        await countEnd(end);
      },
      succeeded(): void {
        ends = 0;
      },
      giveBack: (lease: Lease): void => giveBack(lease.worker),
    };
  }

  return {
    async load(model, settings = {}) {
      const { worker, specification, provider, attempts } = await supervise(model, settings).lease();
      giveBack(worker);
      return { specification, provider, attempts };
    },
    classify(model, batches, options = {}) {
      const supervision = supervise(model, options, options.signal);
      return classifyBatches(supervision, batches, limits.batchMilliseconds, options.signal);
    },
    async explain(model, { beats, features }, classes) {
      const supervision = supervise(model, {});
      const lease = await supervision.lease();
      try {
        const request = {
          key: lease.key,
          beats: beats.slice(),
          features: features.slice(),
          classes: [classes[0], classes[1]] as [number, number],
        };
        return await lease.worker.call('beat.explain', request, limits.batchMilliseconds);
      } catch (error) {
        if (!(error instanceof ProcessEnded)) throw error;
        throw new CaliperError('unavailable', `The inference process ended: ${error.message}; ask again.`, {
          cause: error,
        });
      } finally {
        supervision.giveBack(lease);
      }
    },
    async close() {
      closed = true;
      for (const worker of running) worker.kill();
      running.clear();
    },
  };
}

function choiceOf({ provider = 'cpu' }: InferenceSettings): ProviderChoice {
  const choice = providerChoices.find((name) => name === provider);
  if (choice) return choice;
  throw new CaliperError(
    'invalid-input',
    `There is no provider "${provider}"; choose one of ${providerChoices.join(', ')}.`,
  );
}
