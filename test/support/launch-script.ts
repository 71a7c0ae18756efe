import { fork } from 'node:child_process';
import { join } from 'node:path';

import type { Launch } from '../../app/rpc/launch.ts';
import type { Message } from '../../app/rpc/port.ts';
import { createInbox } from '../../app/rpc/ports/inbox.ts';

/** Starts a script of this folder as a real process, as the doors start theirs; arguments go to the script. */
export function launchScript(script: string, ...scriptArguments: string[]): Launch {
  return async () => {
    const child = fork(join(import.meta.dirname, script), scriptArguments, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const inbox = createInbox();
    child.on('message', (message) => inbox.deliver(message as Message));
    const exit = new Promise<string>((resolve) =>
      child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)),
    );
    void exit.then(() => inbox.closed());
    return {
      port: {
        send: (message) => void (child.connected && child.send(message)),
        receive: inbox.receive,
        onClose: inbox.onClose,
        close: () => child.disconnect(),
      },
      onExit: (listener) => void exit.then(listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
