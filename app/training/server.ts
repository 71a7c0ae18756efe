import { CaliperError } from '../contract/errors.ts';
import type { Port } from '../rpc/port.ts';
import { serve } from '../rpc/serve.ts';
import { trainingContract } from './contract.ts';
import { train } from './trainer.ts';

/** Answers the calls of {@link trainingContract} on a port; one training at a time. */
export function serveTraining(port: Port): void {
  let running: AbortController | null = null;

  const emit = serve(port, trainingContract, {
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
  });
}
