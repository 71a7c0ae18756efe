import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

import type { UtilityProcess } from 'electron';

import type { ChildProcess } from '../../../main/processes.ts';
import { PortDouble } from './port-double.ts';

/**
 * Runs the entry of one of our processes in a worker thread, in the manner of a utility process: it finds
 * `process.parentPort`, and ports handed to it arrive as MessagePortMain.
 */
export function forkWorker(entry: string): ChildProcess & { readonly exited: Promise<void> } {
  const events = new EventEmitter();
  const worker = new Worker(join(import.meta.dirname, 'worker-bootstrap.js'), {
    workerData: pathToFileURL(entry).href,
    stderr: true,
  });
  worker.on('message', (message) => events.emit('message', message));
  worker.on('error', (error) => worker.stderr.push(String(error)));
  const exited = new Promise<void>((resolve) =>
    worker.on('exit', (code) => {
      events.emit('exit', code);
      resolve();
    }),
  );
  return {
    on: events.on.bind(events) as UtilityProcess['on'],
    stderr: worker.stderr,
    exited,
    kill() {
      void worker.terminate();
      return true;
    },
    postMessage(data: unknown, transfer: unknown[] = []) {
      const ports = transfer.map(carry);
      worker.postMessage({ data, ports }, ports);
    },
  };
}

/** A thread's port that carries on where a double in this thread ends. */
function carry(port: unknown): MessagePort {
  if (!(port instanceof PortDouble)) throw new TypeError('Invalid value for transfer');
  const { port1, port2 } = new MessageChannel();
  port.on('message', ({ data }: { data: unknown }) => port1.postMessage(data));
  port.on('close', () => port1.close());
  port1.on('message', (data: unknown) => port.postMessage(data));
  port1.on('close', () => port.close());
  port.start();
  return port2;
}
