import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

import sirv from 'sirv';
import { WebSocketServer } from 'ws';

import { CaliperError } from '../contract/errors.ts';
import { maximumFrameBytes } from '../rpc/frame.ts';
import type { Port } from '../rpc/port.ts';
import { fromWebSocket } from '../rpc/ports/web-socket.ts';
import { createGate, type Gate } from './web-gate.ts';
import { securityHeaders } from './web-headers.ts';

export interface WebHost {
  /** Address with the one-time token; the first browser that opens it is let in. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WebOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Folder of the built screens. */
  readonly screens: string;
  /** Called with the port of each screen that connects. */
  readonly serve: (port: Port) => void;
}

/**
 * Serves the application on 127.0.0.1 alone.
 *
 * Loopback is not private on a shared computer, so a browser must bring the one-time token, which it trades for a
 * cookie; every request must name this host, and a web socket must come from this origin (DNS rebinding, cross-site
 * web sockets).
 */
export async function startWebHost({ port, screens, serve }: WebOptions): Promise<WebHost> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new CaliperError(
      'conflict',
      `Port ${port} cannot be used: choose another with --port, or 0 for a free one.`,
      { cause },
    );
  });
  const gate = createGate((server.address() as AddressInfo).port);
  const files = sirv(screens, {
    etag: true,
    single: false,
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
  });
  server.on('request', (request, response) => answer(request, response, gate, files));

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumFrameBytes, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    // Node takes its own listener away before it hands the socket over; a reset would end the host.
    socket.on('error', () => socket.destroy());
    if (request.url !== '/rpc' || !gate.admitsSocket(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(fromWebSocket(webSocket)));
  });

  return {
    url: gate.url,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, gate: Gate, files: ReturnType<typeof sirv>): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const verdict = gate.decide(request);
  switch (verdict.kind) {
    case 'welcome':
      response.writeHead(303, { Location: '/', 'Set-Cookie': verdict.cookie }).end();
      return;
    case 'refused':
      response.writeHead(verdict.status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(verdict.sentence);
      return;
    case 'admitted':
      files(request, response, () => {
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is nothing here.');
      });
  }
}
