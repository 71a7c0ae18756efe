/* Gives a worker thread Electron's `process.parentPort`, then runs the entry it was started for. */
import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

const events = new EventEmitter();
process.parentPort = {
  on: (name, listener) => events.on(name, listener),
  once: (name, listener) => events.once(name, listener),
  postMessage: (message) => parentPort.postMessage(message),
};
parentPort.on('message', ({ data, ports }) => events.emit('message', { data, ports: ports.map(portMain) }));

function portMain(port) {
  const portEvents = new EventEmitter();
  port.on('close', () => portEvents.emit('close'));
  return {
    on: (name, listener) => portEvents.on(name, listener),
    postMessage: (message) => port.postMessage(message),
    start: () => port.on('message', (data) => portEvents.emit('message', { data, ports: [] })),
    close: () => port.close(),
  };
}

await import(workerData);
