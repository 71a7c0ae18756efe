import { decodeFrame, encodeFrame } from '../frame.ts';
import type { Message, Port } from '../port.ts';
import { createInbox } from './inbox.ts';

/** The part of a WebSocket that a carrier needs; the browser's and that of `ws` both have it. */
export interface WebSocketLike {
  binaryType: string;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
}

/** Close code for a frame that cannot be read; browsers let a page send 1000 and 3000 to 4999 only. */
const unreadableMessage = 4003;

/** A port over an open WebSocket; one binary frame a message. A frame that cannot be read closes the socket. */
export function fromWebSocket(socket: WebSocketLike): Port {
  const inbox = createInbox();
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => {
    const message = readFrame(data);
    if (message) inbox.deliver(message);
    else socket.close(unreadableMessage, 'unreadable message');
  });
  socket.addEventListener('close', () => inbox.closed());
  socket.addEventListener('error', () => inbox.closed());
  return {
    send: (message) => socket.send(encodeFrame(message)),
    receive: inbox.receive,
    onClose: inbox.onClose,
    close() {
      socket.close(1000);
      inbox.closed();
    },
  };
}

function readFrame(data: unknown): Message | null {
  if (!(data instanceof ArrayBuffer)) return null;
  try {
    return decodeFrame(new Uint8Array(data));
  } catch {
    return null;
  }
}
