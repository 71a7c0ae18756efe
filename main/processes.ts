import type { MessageChannelMain, MessagePortMain, UtilityProcess } from 'electron';
import * as v from 'valibot';

import { FromCore, portChannel, type HelperName, type ProcessName, type ToCore } from './control.ts';
import { createRestartBudget } from './restart-budget.ts';

export type ChildProcess = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill' | 'stderr'>;

export interface SupervisionOptions {
  readonly fork: (name: ProcessName) => ChildProcess;
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly dataFolder: string;
  readonly resourcesFolder: string;
  /** The core runs; every window needs a new port. */
  readonly onStarted: () => void;
  /** The core is down and stays down until somebody calls `start`. The reason is for the reader. */
  readonly onDown: (reason: string) => void;
}

export interface Supervision {
  /** Starts the core; does nothing while it runs. */
  start(): void;
  /** A window's end of a new channel to the core, or null while the core is down. */
  connect(): MessagePortMain | null;
  /** Asks the core to finish and ends every process; resolves when the core is gone. */
  close(): Promise<void>;
}

/** Helper processes that the core may have at one time. */
const maximumHelpers = 4;
/** Milliseconds that the core may take to finish its last transaction before it is ended. */
const closingTime = 5000;

/**
 * Keeps the core process running and starts the helper processes it asks for.
 *
 * A core that crashes is started again a bounded number of times; one that says it cannot start is not.
 */
export function superviseCore(options: SupervisionOptions): Supervision {
  const budget = createRestartBudget();
  const helpers = new Map<number, ChildProcess>();
  let core: ChildProcess | null = null;
  let failure: string | null = null;
  let closing = false;
  let retry: NodeJS.Timeout | undefined;
  let exited: (() => void) | undefined;

  function start(): void {
    if (core || closing) return;
    clearTimeout(retry);
    failure = null;
    const child = options.fork('core');
    core = child;
    child.on('message', (message: unknown) => {
      if (child === core) obey(child, message);
    });
    child.on('exit', (code) => ended(`exit code ${code}`));
    tell(child, { kind: 'start', dataFolder: options.dataFolder, resourcesFolder: options.resourcesFolder });
    options.onStarted();
  }

  function obey(child: ChildProcess, message: unknown): void {
    if (!v.is(FromCore, message)) return;
    if (message.kind === 'launch') launch(child, message.id, message.name);
    else if (message.kind === 'kill') helpers.get(message.id)?.kill();
    else failure = message.message;
  }

  function launch(owner: ChildProcess, id: number, name: HelperName): void {
    if (helpers.has(id)) return;
    if (helpers.size >= maximumHelpers) {
      tell(owner, { kind: 'refused', id, reason: `Caliper runs ${maximumHelpers} helper processes at most.` });
      return;
    }
    const helper = options.fork(name);
    helpers.set(id, helper);
    const lastWords = listen(helper);
    helper.on('exit', (code) => {
      if (helpers.get(id) !== helper) return;
      helpers.delete(id);
      tell(owner, { kind: 'ended', id, reason: [`exit code ${code}`, lastWords()].filter(Boolean).join(': ') });
    });
    const { port1, port2 } = options.createChannel();
    helper.postMessage(portChannel, [port1]);
    tell(owner, { kind: 'launched', id }, [port2]);
  }

  function ended(reason: string): void {
    core = null;
    for (const helper of helpers.values()) helper.kill();
    helpers.clear();
    exited?.();
    if (closing) return;
    const delay = failure === null ? budget(Date.now()) : null;
    if (delay === null) options.onDown(failure ?? `The part of Caliper that keeps your work stopped (${reason}).`);
    else retry = setTimeout(start, delay);
  }

  return {
    start,
    connect() {
      if (!core) return null;
      const { port1, port2 } = options.createChannel();
      tell(core, { kind: 'window' }, [port2]);
      return port1;
    },
    async close() {
      closing = true;
      clearTimeout(retry);
      const child = core;
      if (!child) return;
      tell(child, { kind: 'close' });
      const deadline = setTimeout(() => child.kill(), closingTime);
      await new Promise<void>((resolve) => (exited = resolve));
      clearTimeout(deadline);
    },
  };
}

function tell(child: ChildProcess, message: ToCore, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports);
}

/** Keeps the end of what a process writes to standard error, to say why it ended. */
function listen(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString('utf8')).slice(-2000)));
  return () => text.trim();
}
