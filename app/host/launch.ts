import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Launch, LaunchedProcess } from '../rpc/launch.ts';
import type { Message } from '../rpc/port.ts';
import { createInbox } from '../rpc/ports/inbox.ts';

/**
 * Starts one of our processes as a Node child, for the web host and the command line.
 *
 * Typed arrays travel as they are ("advanced" serialisation). Beside a bundle the entry is `NAME-process.js`, in a
 * checkout `NAME-process.ts`, which Node runs as it is.
 */
export const launchChild: Launch = async (name) => {
  const bundled = join(import.meta.dirname, `${name}-process.js`);
  const entry = existsSync(bundled) ? bundled : join(import.meta.dirname, `${name}-process.ts`);
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  const inbox = createInbox();
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (lastWords = (lastWords + text).slice(-2000)));
  child.on('message', (message) => inbox.deliver(message as Message));
  child.on('disconnect', () => inbox.closed());

  const exit = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) =>
      resolve(`${signal ?? `exit code ${code}`}${lastWords ? `: ${lastWords.trim()}` : ''}`),
    );
  });
  void exit.then(() => inbox.closed());

  return {
    port: {
      send(message) {
        if (child.connected) child.send(message);
      },
      receive: inbox.receive,
      onClose: inbox.onClose,
      close() {
        if (child.connected) child.disconnect();
      },
    },
    onExit: (listener) => void exit.then(listener),
    kill: () => void child.kill('SIGKILL'),
  } satisfies LaunchedProcess;
};
