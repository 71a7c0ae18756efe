import * as v from 'valibot';

import { CaliperError } from '../contract/errors.ts';
import type { CallContext, Contract, Emit, EventName, Handlers, Payload } from './contract.ts';
import type { Message, Port } from './port.ts';

export interface ServeOptions {
  /** Refuse every command: a viewer that may look and not touch. */
  readonly readOnly?: boolean;
  /** Refuses calls that must not come in now, by throwing a CaliperError; asked before every call. */
  readonly guard?: (kind: 'query' | 'command', input: unknown, call: string) => Promise<void>;
  /** Check what handlers return as well; on in tests and development. */
  readonly validateOutput?: boolean;
  /** Where defects go, with the stack that the caller never sees. */
  readonly onDefect?: (error: unknown, call: string) => void;
}

/**
 * Answers the calls of one port with `handlers` and returns the function that sends events to it.
 *
 * Every input is validated. A CaliperError reaches the caller with its code and sentence; any other error is a defect:
 * it goes to `onDefect` and the caller reads a neutral sentence. A closing port aborts its running calls.
 */
export function serve<C extends Contract>(
  port: Port,
  contract: C,
  handlers: Handlers<C>,
  options: ServeOptions = {},
): Emit<C> {
  const running = new Map<number, AbortController>();
  let open = true;

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const output = await dispatch(name, input, { signal: controller.signal });
      reply({ kind: 'result', id, output });
    } catch (error) {
      reply(faultOf(id, name, error, controller.signal));
    } finally {
      running.delete(id);
    }
  }

  async function dispatch(name: string, input: unknown, context: CallContext): Promise<unknown> {
    if (!Object.hasOwn(contract.calls, name))
      throw new CaliperError('invalid-input', `There is no call named "${name}".`);
    const definition = contract.calls[name]!;
    if (options.readOnly && definition.kind === 'command') {
      throw new CaliperError('read-only', 'This view is read-only: nothing can be changed from here.');
    }
    const checked = v.safeParse(definition.input, input);
    if (!checked.success) throw new CaliperError('invalid-input', `${name}: ${describe(checked.issues)}`);
    await options.guard?.(definition.kind, checked.output, name);
    const handler = handlers[name as keyof Handlers<C>];
    const output = await handler(checked.output, context);
    return options.validateOutput ? v.parse(definition.output, output) : output;
  }

  function faultOf(id: number, name: string, error: unknown, signal: AbortSignal): Message {
    if (error instanceof CaliperError) return { kind: 'fault', id, code: error.code, message: error.message };
    if (signal.aborted) return { kind: 'fault', id, code: 'cancelled', message: 'The call was cancelled.' };
    options.onDefect?.(error, name);
    return {
      kind: 'fault',
      id,
      code: 'internal',
      message: 'Something went wrong inside Caliper; the log has the details.',
    };
  }

  function reply(message: Message): void {
    if (open) port.send(message);
  }

  port.onClose(() => {
    open = false;
    for (const controller of running.values()) controller.abort();
  });
  port.receive((message) => {
    if (message.kind === 'call') {
      if (!isCall(message) || running.has(message.id)) return port.close();
      void answer(message.id, message.name, message.input).catch((error: unknown) =>
        options.onDefect?.(error, message.name),
      );
    } else if (message.kind === 'cancel') running.get(message.id)?.abort();
  });

  return function emit<Name extends EventName<C>>(name: Name, payload: Payload<C, Name>): void {
    reply({ kind: 'event', name, payload });
  };
}

/** What a caller that follows the protocol sends; another is not talked to. */
function isCall(message: { readonly id: unknown; readonly name: unknown }): boolean {
  return Number.isSafeInteger(message.id) && typeof message.name === 'string';
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  if (!issue) return 'the input is not valid.';
  const where = v.getDotPath(issue);
  return where ? `"${where}" is not valid: ${issue.message}` : `the input is not valid: ${issue.message}`;
}
