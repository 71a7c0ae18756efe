import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { WebSocketServer } from 'ws';

import { applicationContract, type ApplicationContract } from '../../app/contract/application.ts';
import type { Emit } from '../../app/rpc/contract.ts';
import { securityHeaders } from '../../app/host/web-headers.ts';
import { fromWebSocket } from '../../app/rpc/ports/web-socket.ts';
import { serve } from '../../app/rpc/serve.ts';
import { sampleCore, type SampleState } from './sample-core.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface SampleServer {
  readonly url: string;
  /** Drops every connection and accepts none until `resume`. */
  interrupt(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Serves dist/renderer and the sample core on 127.0.0.1. */
export async function serveSample(port: number, state: SampleState = 'full'): Promise<SampleServer> {
  const root = resolve(import.meta.dirname, '../../dist/renderer');
  const http = createServer((request, response) => {
    const asked = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    const file = join(root, asked.endsWith('/') ? `${asked}index.html` : asked);
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...securityHeaders,
      'content-type': types[extname(file)] ?? 'application/octet-stream',
    });
    createReadStream(file).pipe(response);
  });
  const emitters = new Set<Emit<ApplicationContract>>();
  const handlers = sampleCore((name, payload) => {
    for (const emit of emitters) emit(name, payload);
  }, state);
  const sockets = new WebSocketServer({ noServer: true });
  let accepting = true;
  http.on('upgrade', (request, socket, head) => {
    if (!accepting) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const wire = fromWebSocket(webSocket);
      const emit = serve(wire, applicationContract, handlers, { validateOutput: true });
      emitters.add(emit);
      wire.onClose(() => emitters.delete(emit));
    });
  });
  await new Promise<void>((ready) => http.listen(port, '127.0.0.1', ready));
  const address = http.address();
  if (typeof address !== 'object' || !address) throw new Error('The sample server has no address.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    interrupt() {
      accepting = false;
      for (const client of sockets.clients) client.terminate();
    },
    resume() {
      accepting = true;
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      return new Promise((closed) => http.close(() => closed()));
    },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4173' }, state: { type: 'string', default: 'full' } },
  });
  const state = (['full', 'empty', 'slow', 'failing'] as const).find((name) => name === values.state) ?? 'full';
  const server = await serveSample(Number(values.port), state);
  process.stdout.write(`${server.url}\n`);
}
