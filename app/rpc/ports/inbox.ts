import type { Message } from '../port.ts';

/** The receiving half that every carrier shares: keeps messages until there is a receiver, and closes once. */
export interface Inbox {
  deliver(message: Message): void;
  receive(receiver: (message: Message) => void): void;
  onClose(listener: () => void): void;
  /** Tells the listeners once; later calls do nothing. */
  closed(): void;
}

/** Makes the receiving half of a port. */
export function createInbox(): Inbox {
  const waiting: Message[] = [];
  const listeners = new Set<() => void>();
  let receiver: ((message: Message) => void) | null = null;
  let open = true;
  return {
    deliver(message) {
      if (!open) return;
      if (receiver) receiver(message);
      else waiting.push(message);
    },
    receive(next) {
      receiver = next;
      for (const message of waiting.splice(0)) next(message);
    },
    onClose(listener) {
      if (open) listeners.add(listener);
      else listener();
    },
    closed() {
      if (!open) return;
      open = false;
      for (const listener of listeners) listener();
    },
  };
}
