import { CaliperError } from '../contract/errors.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Port } from '../rpc/port.ts';
import { serve, type ServeOptions } from '../rpc/serve.ts';
import { trainingContract, type TrainingContract } from './contract.ts';
import { train } from './trainer.ts';

/**
 * Answers the calls of {@link trainingContract} on a port; one training at a time.
 *
 * @param options where defects go: the caller reads a neutral sentence only
 */
export function serveTraining(port: Port, options: Pick<ServeOptions, 'onDefect'> = {}): void {
  let running: AbortController | null = null;

  const handlers: Handlers<TrainingContract> = {
    async train(request, { signal }) {
      if (running) throw new CaliperError('conflict', 'A training is running already; stop it or wait for it.');
      const stop = new AbortController();
      running = stop;
      try {
        return await train(request, {
          signal: AbortSignal.any([signal, stop.signal]),
          onProgress: (progress) => emit('progress', progress),
          onEpoch: (epoch) => emit('epoch', epoch),
          onCheckpoint: (bytes) => emit('checkpoint', bytes),
        });
      } finally {
        running = null;
      }
    },
    stop() {
      running?.abort();
      return {};
    },
  };
  const emit = serve(port, trainingContract, handlers, options);
}
