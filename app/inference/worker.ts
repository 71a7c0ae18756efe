import { CaliperError } from '../contract/errors.ts';
import { connect } from '../rpc/connect.ts';
import type { CallName, Input, Output } from '../rpc/contract.ts';
import type { Launch } from '../rpc/launch.ts';
import type { InferenceContract } from './contract.ts';

/** The inference process ended, or had to be ended, before it answered. */
export class ProcessEnded extends Error {}

/** One running inference process. */
export interface Worker {
  isAlive(): boolean;
  kill(): void;
  /**
   * @throws ProcessEnded when the process ends first, or does not answer in time and is ended for it
   * @throws CaliperError as the process answers; `cancelled`
   */
  call<Name extends CallName<InferenceContract>>(
    name: Name,
    input: Input<InferenceContract, Name>,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<Output<InferenceContract, Name>>;
}

/** Starts an inference process. @throws ProcessEnded */
export async function startWorker(launch: Launch): Promise<Worker> {
  const launched = await launch('inference').catch((error: unknown) => {
    throw new ProcessEnded(`it could not be started: ${error instanceof Error ? error.message : String(error)}`);
  });
  const client = connect<InferenceContract>(launched.port);
  let alive = true;
  const ended = new Promise<string>((resolve) => launched.onExit(resolve));
  void ended.then(() => (alive = false));
  client.onClose(() => (alive = false));

  return {
    isAlive: () => alive,
    kill: () => launched.kill(),
    async call(name, input, milliseconds, signal) {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        launched.kill();
      }, milliseconds);
      try {
        return await client.call(name, input, signal ? { signal } : {});
      } catch (error) {
        if (!(error instanceof CaliperError) || error.code !== 'disconnected') throw error;
        throw new ProcessEnded(late ? `it did not answer within ${milliseconds / 1000} s` : await ended);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
