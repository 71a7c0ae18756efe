import type { Message, Port } from '../port.ts';
import { createInbox, type Inbox } from './inbox.ts';

/**
 * Two joined ports in one process. Messages pass through a structured clone on a later microtask, as they would
 * through a real carrier, so that neither end can share state by accident.
 */
export function memoryPorts(): [Port, Port] {
  const first = createInbox();
  const second = createInbox();
  return [end(first, second), end(second, first)];
}

function end(own: Inbox, other: Inbox): Port {
  let open = true;
  own.onClose(() => (open = false));
  return {
    send(message: Message) {
      if (!open) return;
      const copy = structuredClone(message);
      queueMicrotask(() => other.deliver(copy));
    },
    receive: own.receive,
    onClose: own.onClose,
    close() {
      queueMicrotask(() => {
        own.closed();
        other.closed();
      });
    },
  };
}
