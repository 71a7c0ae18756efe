import type { MessagePortMain } from 'electron';

import type { Port } from '../app/rpc/port.ts';
import { fromMessagePort } from '../app/rpc/ports/message-port.ts';

/** A port over Electron's MessagePortMain, which is a DOM MessagePort but for the name of one method. */
export function fromPortMain(carrier: Pick<MessagePortMain, 'on' | 'postMessage' | 'start' | 'close'>): Port {
  return fromMessagePort({
    postMessage: (message) => carrier.postMessage(message),
    addEventListener: (type, listener) => carrier.on(type as 'message', listener),
    start: () => carrier.start(),
    close: () => carrier.close(),
  });
}
