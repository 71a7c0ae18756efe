import type { MessagePortMain, ParentPort } from 'electron';

import { CaliperError } from '../app/contract/errors.ts';
import type { StartedCore, StartOptions } from '../app/host/start-core.ts';
import type { Launch } from '../app/rpc/launch.ts';
import type { Port } from '../app/rpc/port.ts';
import type { FromCore, ToCore } from './control.ts';
import { fromPortMain } from './launch-port.ts';

type StartCore = (options: StartOptions) => Promise<Pick<StartedCore, 'serve' | 'close'>>;

/** The core's end of the control line to main: starts the core, gives it windows, and asks main for helper processes. */
export function openCoreDoor(
  parent: Pick<ParentPort, 'on' | 'postMessage'>,
  startCore: StartCore,
  exit: (code: number) => void,
): void {
  const helpers = createHelperList((message) => parent.postMessage(message));
  let core: ReturnType<StartCore> | null = null;

  parent.on('message', ({ data, ports }) => {
    const message = data as ToCore;
    if (message.kind === 'start') {
      const { dataFolder, resourcesFolder } = message;
      // Every path: the page gets paths from the system's dialogs and dropped files only, and the reader may open all of theirs.
      const door = { host: 'electron', demo: true, mayImport: () => true } as const;
      core = startCore({ dataFolder, resourcesFolder, launch: helpers.launch, ...door });
      core.catch(fail);
    } else if (message.kind === 'window') {
      void core?.then(
        (running) => running.serve(onePort(ports)),
        () => undefined,
      );
    } else if (message.kind === 'launched') helpers.launched(message.id, onePort(ports));
    else if (message.kind === 'refused') helpers.refused(message.id, message.reason);
    else if (message.kind === 'ended') helpers.ended(message.id, message.reason);
    else void close();
  });

  async function close(): Promise<void> {
    await (await core)?.close();
    exit(0);
  }

  function fail(error: unknown): void {
    const defect = 'Caliper could not start; its log has the details.';
    parent.postMessage({ kind: 'failed', message: error instanceof CaliperError ? error.message : defect });
    exit(1);
  }
}

function onePort(ports: readonly MessagePortMain[]): Port {
  if (!ports[0]) throw new CaliperError('internal', 'A control message came without its port.');
  return fromPortMain(ports[0]);
}

function createHelperList(ask: (message: FromCore) => void) {
  const waiting = new Map<number, PromiseWithResolvers<Port>>();
  const exits = new Map<number, PromiseWithResolvers<string>>();
  let nextId = 1;

  const launch: Launch = async (name) => {
    const id = nextId++;
    const started = Promise.withResolvers<Port>();
    const ended = Promise.withResolvers<string>();
    waiting.set(id, started);
    exits.set(id, ended);
    ask({ kind: 'launch', id, name });
    const port = await started.promise;
    return {
      port,
      onExit: (listener) => void ended.promise.then(listener),
      kill: () => ask({ kind: 'kill', id }),
    };
  };

  return {
    launch,
    launched: (id: number, port: Port) => waiting.get(id)?.resolve(port),
    refused: (id: number, reason: string) => waiting.get(id)?.reject(new CaliperError('unavailable', reason)),
    ended(id: number, reason: string) {
      exits.get(id)?.resolve(reason);
      waiting.delete(id);
      exits.delete(id);
    },
  };
}
