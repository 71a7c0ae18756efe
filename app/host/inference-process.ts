import { serveInference } from '../inference/server.ts';
import { parentPort } from './parent-port.ts';

/** Entry of the process that holds the ONNX sessions. It ends when whoever started it is gone. */
const port = await parentPort();
port.onClose(() => process.exit(0));
serveInference(port);
