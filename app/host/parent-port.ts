import { CaliperError } from '../contract/errors.ts';
import type { Message, Port } from '../rpc/port.ts';
import { createInbox } from '../rpc/ports/inbox.ts';

/** Electron's `process.parentPort`, as far as it is used here; its first message brings the real port. */
interface ElectronParentPort {
  once(event: 'message', listener: (event: { ports: ElectronMessagePort[] }) => void): void;
}

interface ElectronMessagePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/**
 * The port to whoever started this process: `process.send` under Node, a handed-over MessagePort in an Electron
 * utility process.
 *
 * @throws CaliperError `unavailable` when the process was started by hand
 */
export async function parentPort(): Promise<Port> {
  const electron = (process as NodeJS.Process & { parentPort?: ElectronParentPort }).parentPort;
  if (electron)
    return new Promise((resolve) => electron.once('message', (event) => resolve(fromElectron(event.ports))));
  if (!process.send)
    throw new CaliperError('unavailable', 'This program is a part of Caliper and is started by it, not by hand.');
  return fromParentProcess();
}

function fromParentProcess(): Port {
  const inbox = createInbox();
  process.on('message', (message) => inbox.deliver(message as Message));
  process.on('disconnect', () => inbox.closed());
  return {
    send: (message) => void process.send?.(message),
    receive: inbox.receive,
    onClose: inbox.onClose,
    close: () => process.disconnect(),
  };
}

function fromElectron([carrier]: ElectronMessagePort[]): Port {
  if (!carrier) throw new CaliperError('internal', 'The process was started without a port.');
  const inbox = createInbox();
  carrier.on('message', (event) => inbox.deliver(event.data as Message));
  carrier.on('close', () => inbox.closed());
  carrier.start();
  return {
    send: (message) => carrier.postMessage(message),
    receive: inbox.receive,
    onClose: inbox.onClose,
    close: () => carrier.close(),
  };
}
