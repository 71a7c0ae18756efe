import { CaliperError, errorCodes, type ErrorCode } from '../contract/errors.ts';
import type { CallName, Contract, EventName, Input, Output, Payload } from './contract.ts';
import type { Port } from './port.ts';

/** The calling end of a port, typed by its contract. */
export interface Client<C extends Contract> {
  /** Rejects with a CaliperError; `cancelled` when `signal` aborts, `disconnected` when the port closes. */
  call<Name extends CallName<C>>(
    name: Name,
    input: Input<C, Name>,
    options?: { signal?: AbortSignal },
  ): Promise<Output<C, Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName<C>>(name: Name, listener: (payload: Payload<C, Name>) => void): () => void;
  onClose(listener: () => void): void;
  close(): void;
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: CaliperError): void;
}

/** Makes the calling end of `port`. */
export function connect<C extends Contract>(port: Port): Client<C> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const closeListeners = new Set<() => void>();
  let nextId = 1;
  let open = true;

  port.onClose(() => {
    open = false;
    for (const call of pending.values()) call.reject(disconnected());
    pending.clear();
    for (const listener of closeListeners) listener();
  });

  port.receive((message) => {
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.name) ?? []) listener(message.payload);
      return;
    }
    if (message.kind !== 'result' && message.kind !== 'fault') return;
    const call = pending.get(message.id);
    if (!call) return;
    pending.delete(message.id);
    if (message.kind === 'result') call.resolve(message.output);
    else call.reject(new CaliperError(codeOf(message.code), message.message));
  });

  return {
    call(name, input, options = {}) {
      return new Promise((resolve, reject) => {
        if (!open) return reject(disconnected());
        if (options.signal?.aborted) return reject(cancelled());
        const id = nextId++;
        const abort = () => {
          if (!pending.delete(id)) return;
          port.send({ kind: 'cancel', id });
          reject(cancelled());
        };
        const settle = () => options.signal?.removeEventListener('abort', abort);
        options.signal?.addEventListener('abort', abort, { once: true });
        pending.set(id, {
          resolve(output) {
            settle();
            resolve(output);
          },
          reject(error) {
            settle();
            reject(error);
          },
        });
        port.send({ kind: 'call', id, name, input });
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
    },
    close() {
      port.close();
    },
  };
}

function codeOf(code: string): ErrorCode {
  return (errorCodes as readonly string[]).includes(code) ? (code as ErrorCode) : 'internal';
}

function disconnected(): CaliperError {
  return new CaliperError('disconnected', 'The connection to the core was lost.');
}

function cancelled(): CaliperError {
  return new CaliperError('cancelled', 'The call was cancelled.');
}
