import type { Message, Port } from '../port.ts';
import { createInbox } from './inbox.ts';

/** The part of a DOM MessagePort that a carrier needs; Node's and the browser's both have it. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** A port over a DOM MessagePort. No transfer list: Electron would lose the message, and a copy is cheap. */
export function fromMessagePort(carrier: MessagePortLike): Port {
  const inbox = createInbox();
  carrier.addEventListener('message', (event) => inbox.deliver(event.data as Message));
  carrier.addEventListener('close', () => inbox.closed());
  carrier.start();
  return {
    send: (message) => carrier.postMessage(message),
    receive: inbox.receive,
    onClose: inbox.onClose,
    close() {
      carrier.close();
      inbox.closed();
    },
  };
}
