import { parentPort } from '../../app/host/parent-port.ts';

const port = await parentPort();
port.receive((message) => port.send(message));
