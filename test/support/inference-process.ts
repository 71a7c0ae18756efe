import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parentPort } from '../../app/host/parent-port.ts';
import { serveInference } from '../../app/inference/server.ts';
import type { Message } from '../../app/rpc/port.ts';

/** First value of a beat that makes this process misbehave. */
const abortValue = 666;
const abortOnceValue = 667;
const silentValue = 668;

/**
 * The real inference process, except for what some beats do to it. Argument: a folder in which it leaves one line in
 * `starts` for every start.
 */
const folder = process.argv[2]!;
appendFileSync(join(folder, 'starts'), 'start\n');
const port = await parentPort();
port.onClose(() => process.exit(0));

serveInference({
  ...port,
  receive: (receiver) =>
    port.receive((message) => {
      if (!misbehave(message)) receiver(message);
    }),
});

function misbehave(message: Message): boolean {
  if (message.kind !== 'call') return false;
  const input = message.input as { beats?: Float32Array; provider?: string };
  if (existsSync(join(folder, 'abort-at-start'))) process.abort();
  if (message.name === 'model.load' && input.provider === 'webgpu') process.abort();
  if (input.beats?.[0] === abortValue) process.abort();
  if (input.beats?.[0] === abortOnceValue && !existsSync(join(folder, 'aborted'))) {
    writeFileSync(join(folder, 'aborted'), '');
    process.abort();
  }
  return input.beats?.[0] === silentValue;
}
