import { CaliperError } from '../contract/errors.ts';
import type { EpochRecord } from '../contract/model-card.ts';
import { connect } from '../rpc/connect.ts';
import type { Launch } from '../rpc/launch.ts';
import type { TrainingContract, TrainingProgress, TrainingResult } from './contract.ts';
import type { TrainingRequest } from './request.ts';

export interface TrainingListeners {
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly onEpoch?: (epoch: EpochRecord) => void;
  readonly onCheckpoint?: (bytes: Uint8Array) => void;
}

/**
 * Trains in a process of its own, which ends with the training; the caller stays responsive.
 *
 * @param signal stops the training; the best epoch so far is still returned, with `stopped` set
 * @throws CaliperError as {@link train}; `unavailable` when the process ended by itself
 */
export async function trainInProcess(
  launch: Launch,
  request: TrainingRequest,
  listeners: TrainingListeners,
  signal: AbortSignal,
): Promise<TrainingResult> {
  const child = await launch('training');
  const client = connect<TrainingContract>(child.port);
  if (listeners.onProgress) client.on('progress', listeners.onProgress);
  if (listeners.onEpoch) client.on('epoch', listeners.onEpoch);
  if (listeners.onCheckpoint) client.on('checkpoint', listeners.onCheckpoint);
  const ended = new Promise<never>((_, reject) =>
    child.onExit((reason) =>
      reject(new CaliperError('unavailable', `The training process ended unexpectedly (${reason}).`)),
    ),
  );
  const stop = () => void client.call('stop', {}).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = client.call('train', request);
    if (signal.aborted) stop();
    // A broken connection says less than the reason why the process ended.
    const explained = result.catch((error: unknown) =>
      error instanceof CaliperError && error.code === 'disconnected' ? ended : Promise.reject(error as Error),
    );
    return await Promise.race([explained, ended]);
  } finally {
    signal.removeEventListener('abort', stop);
    child.kill();
  }
}
