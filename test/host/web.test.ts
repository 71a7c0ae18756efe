import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

import { startWebHost, type WebHost } from '../../app/host/web.ts';
import { connect } from '../../app/rpc/connect.ts';
import { fromWebSocket } from '../../app/rpc/ports/web-socket.ts';
import { serve } from '../../app/rpc/serve.ts';
import { sumContract, sumHandlers } from '../rpc/sum-contract.ts';

let folder: string;
let host: WebHost;
let address: URL;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-web-'));
  await mkdir(join(folder, 'screens'));
  await writeFile(join(folder, 'screens', 'index.html'), '<title>Caliper</title>');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  host = await startWebHost({
    port: 0,
    screens: join(folder, 'screens'),
    serve: (port) => void serve(port, sumContract, sumHandlers()),
  });
  address = new URL(host.url);
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A request as written, without fetch's own rules about Host and redirects. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: address.port, path, headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    call.on('error', reject).end();
  });
}

async function enter(): Promise<string> {
  const { headers } = await ask(`${address.pathname}${address.search}`);
  return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

describe('the web host', () => {
  it('lets the first browser with the token in and shows it the application', async () => {
    const entrance = await ask(`${address.pathname}${address.search}`);
    expect(entrance).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(String(entrance.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
    const page = await ask('/', { cookie: String(entrance.headers['set-cookie']).split(';')[0] ?? '' });
    expect(page).toMatchObject({ status: 200, text: '<title>Caliper</title>' });
  });

  it('takes the token once only', async () => {
    await enter();
    expect((await ask(`${address.pathname}${address.search}`)).status).toBe(401);
  });

  it.each(['/', '/index.html', '/session', '/session?token=wrong', '/rpc'])(
    'shows nothing at %s without the cookie',
    async (path) => {
      expect((await ask(path)).status).toBe(401);
    },
  );

  it('refuses a foreign host name, as a rebound name would bring', async () => {
    const cookie = await enter();
    expect((await ask('/', { cookie, host: `evil.example:${address.port}` })).status).toBe(403);
  });

  it.each(['//', '//[', 'http://[', '/%'])('answers the address %s and goes on serving', async (path) => {
    expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
    expect((await ask('/', { cookie: await enter() })).status).toBe(200);
  });

  it('survives a web socket that is reset while it is refused', async () => {
    const socket = connectTo(Number(address.port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${address.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    socket.resetAndDestroy();
    expect((await ask('/', { cookie: await enter() })).status).toBe(200);
  });

  it('says which port cannot be used', async () => {
    const taken = startWebHost({ port: Number(address.port), screens: folder, serve: () => undefined });
    await expect(taken).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(address.port) as string,
    });
  });

  it('answers reading only', async () => {
    expect((await ask('/', { cookie: await enter() }, 'POST')).status).toBe(405);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..\\secret.txt'])(
    'never leaves its folder for %s',
    async (path) => {
      const answer = await ask(path, { cookie: await enter() });
      expect(answer.text).not.toContain('secret');
      expect(answer.status).toBe(404);
    },
  );

  it('sends the content security policy with every answer, refusals too', async () => {
    for (const answer of [await ask('/'), await ask('/', { cookie: await enter() })]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  async function socketOutcome(headers: Record<string, string>): Promise<string> {
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}/rpc`, { headers });
    const outcome = await new Promise<string>((resolve) => {
      socket.on('open', () => resolve('open')).on('error', (error) => resolve(error.message));
    });
    socket.terminate();
    return outcome;
  }

  it('opens a web socket to its own page only', async () => {
    const cookie = await enter();
    const origin = `http://127.0.0.1:${address.port}`;
    expect(await socketOutcome({ cookie, origin })).toBe('open');
    expect(await socketOutcome({ cookie, origin: 'http://evil.example' })).toContain('403');
    expect(await socketOutcome({ cookie })).toContain('403');
    expect(await socketOutcome({ origin })).toContain('403');
  });

  it('answers calls over the web socket', async () => {
    const headers = { cookie: await enter(), origin: `http://127.0.0.1:${address.port}` };
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}/rpc`, { headers });
    await once(socket, 'open');
    const client = connect<typeof sumContract>(fromWebSocket(socket));
    expect(await client.call('numbers.sum', { values: new Float64Array([1, 2]) })).toEqual({ sum: 3 });
    client.close();
  });
});
