/** What travels: five kinds of message, the same over every carrier. */
export type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'result'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'fault'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

/**
 * One end of a two-way channel. A carrier delivers messages whole, in order, or closes.
 *
 * Payloads may hold typed arrays. Send a `slice`, never a `subarray`: a structured clone copies the whole backing buffer.
 */
export interface Port {
  send(message: Message): void;
  /** Sets the one receiver. Messages that came before are delivered first. */
  receive(receiver: (message: Message) => void): void;
  /** Called once when the other end is gone or this end was closed. */
  onClose(listener: () => void): void;
  close(): void;
}
