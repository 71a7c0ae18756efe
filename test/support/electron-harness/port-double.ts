import { EventEmitter } from 'node:events';

import type { MessageChannelMain, MessagePortMain } from 'electron';

/**
 * A MessagePortMain in Node, with the manners of the real one: messages are structured clones, wait until `start`,
 * arrive later, and nothing but ports may be in the transfer list.
 */
export class PortDouble extends EventEmitter {
  other: PortDouble | null = null;
  private waiting: { data: unknown; ports: PortDouble[] }[] = [];
  private started = false;

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => {
      if (!(port instanceof PortDouble)) throw new TypeError('Invalid value for transfer');
      return port;
    });
    this.other?.deliver({ data: structuredClone(message), ports });
  }

  start(): void {
    this.started = true;
    for (const message of this.waiting.splice(0)) this.deliver(message);
  }

  close(): void {
    const other = this.other;
    this.other = null;
    if (!other) return;
    other.other = null;
    queueMicrotask(() => {
      this.emit('close');
      other.emit('close');
    });
  }

  private deliver(message: { data: unknown; ports: PortDouble[] }): void {
    if (!this.started) this.waiting.push(message);
    else queueMicrotask(() => this.emit('message', message));
  }
}

/** Two joined doubles, as `new MessageChannelMain()` gives two joined ports. */
export function channelDouble() {
  const port1 = new PortDouble();
  const port2 = new PortDouble();
  port1.other = port2;
  port2.other = port1;
  return { port1, port2 } satisfies Pick<MessageChannelMain, 'port1' | 'port2'>;
}
