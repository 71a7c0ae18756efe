import { serveTraining } from '../training/server.ts';
import { parentPort } from './parent-port.ts';

/** Entry of the process that trains. It ends when whoever started it is gone; the last checkpoint stays. */
const port = await parentPort();
port.onClose(() => process.exit(0));
// Ctrl C reaches every process of a terminal; this one is stopped in order by the one that started it.
process.on('SIGINT', () => undefined);
serveTraining(port, {
  onDefect: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
});
