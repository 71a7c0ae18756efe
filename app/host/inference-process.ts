import { serveInference } from '../inference/server.ts';
import { parentPort } from './parent-port.ts';

/** Entry of the process that holds the ONNX sessions. It ends when whoever started it is gone. */
const port = await parentPort();
port.onClose(() => process.exit(0));
// Ctrl C reaches every process of a terminal; this one is stopped in order by the one that started it.
process.on('SIGINT', () => undefined);
serveInference(port);
