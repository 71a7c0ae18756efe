import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';

import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import { connect, type Client } from '../../app/rpc/connect.ts';
import type { Port } from '../../app/rpc/port.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';
import { fromMessagePort, type MessagePortLike } from '../../app/rpc/ports/message-port.ts';
import { fromWebSocket } from '../../app/rpc/ports/web-socket.ts';
import { serve, type ServeOptions } from '../../app/rpc/serve.ts';
import { sumContract, sumHandlers } from './sum-contract.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function messageChannelPorts(): Promise<[Port, Port]> {
  const { port1, port2 } = new MessageChannel();
  return [fromMessagePort(port1 as unknown as MessagePortLike), fromMessagePort(port2 as unknown as MessagePortLike)];
}

async function webSocketPorts(): Promise<[Port, Port]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  cleanups.push(() => server.close());
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  await once(socket, 'open');
  const [peer] = await accepted;
  return [fromWebSocket(socket), fromWebSocket(peer)];
}

const carriers: [string, () => Promise<[Port, Port]>][] = [
  ['memory', async () => memoryPorts()],
  ['message ports', messageChannelPorts],
  ['web sockets', webSocketPorts],
];

describe.each(carriers)('the protocol over %s', (_name, join) => {
  async function start(options: ServeOptions = {}, waiting = { begun: 0, aborted: 0 }) {
    const [near, far] = await join();
    const emit = serve(far, sumContract, sumHandlers(waiting), options);
    const client: Client<typeof sumContract> = connect(near);
    cleanups.push(() => client.close());
    return { client, emit, waiting };
  }

  it('answers a call and keeps the type of its arrays', async () => {
    const { client } = await start();
    expect(await client.call('numbers.sum', { values: new Float64Array([1.5, 2, 3]) })).toEqual({ sum: 6.5 });
    const scaled = await client.call('numbers.scale', { values: new Int16Array([-3, 4]), factor: 2 });
    expect(scaled.values).toEqual(new Int16Array([-6, 8]));
  });

  it('tells the caller why a handler refused', async () => {
    const { client } = await start();
    await expect(client.call('numbers.refuse', {})).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no such number.',
    });
  });

  it('hides the detail of a defect from the caller and gives it to the log', async () => {
    const onDefect = vi.fn();
    const { client } = await start({ onDefect });
    const error = await client.call('numbers.break', {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('secret');
    expect(onDefect).toHaveBeenCalledWith(expect.any(TypeError), 'numbers.break');
  });

  it('names the part of an input that is not valid', async () => {
    const { client } = await start();
    const call = client.call('numbers.scale', { values: new Int16Array(1), factor: 'two' as unknown as number });
    await expect(call).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('"factor"') as string,
    });
  });

  it('does not take an inherited property for a call', async () => {
    const { client } = await start();
    await expect(client.call('constructor' as 'numbers.sum', {} as never)).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('refuses commands, and only commands, when read-only', async () => {
    const { client } = await start({ readOnly: true });
    await expect(client.call('numbers.scale', { values: new Int16Array(1), factor: 2 })).rejects.toMatchObject({
      code: 'read-only',
    });
    expect(await client.call('numbers.sum', { values: new Float64Array(0) })).toEqual({ sum: 0 });
  });

  it('does not talk to a caller that breaks the protocol', async () => {
    const [near, far] = await join();
    serve(far, sumContract, sumHandlers());
    const closed = new Promise<void>((resolve) => near.onClose(resolve));
    near.send({ kind: 'call', id: [[[]]], name: 'numbers.sum', input: {} } as never);
    await closed;
  });

  it('aborts the handler when the caller cancels', async () => {
    const { client, waiting } = await start();
    const controller = new AbortController();
    const call = client.call('numbers.wait', {}, { signal: controller.signal });
    await vi.waitFor(() => expect(waiting.begun).toBe(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await vi.waitFor(() => expect(waiting.aborted).toBe(1));
  });

  it('rejects running calls and aborts their handlers when the port closes', async () => {
    const { client, waiting } = await start();
    const call = client.call('numbers.wait', {});
    call.catch(() => undefined);
    await vi.waitFor(() => expect(waiting.begun).toBe(1));
    client.close();
    await expect(call).rejects.toMatchObject({ code: 'disconnected' });
    await vi.waitFor(() => expect(waiting.aborted).toBe(1));
    await expect(client.call('numbers.sum', { values: new Float64Array(0) })).rejects.toMatchObject({
      code: 'disconnected',
    });
  });

  it('brings events to listeners until they stop listening', async () => {
    const { client, emit } = await start();
    const seen: number[] = [];
    const stop = client.on('counted', ({ count }) => seen.push(count));
    emit('counted', { count: 1 });
    await vi.waitFor(() => expect(seen).toEqual([1]));
    stop();
    emit('counted', { count: 2 });
    await client.call('numbers.sum', { values: new Float64Array(0) });
    expect(seen).toEqual([1]);
  });
});

describe('a port to a child process', () => {
  it('carries typed arrays both ways through launchChild and parentPort alike', async () => {
    const child = fork(new URL('./echo-process.ts', import.meta.url), { serialization: 'advanced', execArgv: [] });
    cleanups.push(() => child.kill());
    child.send({ kind: 'event', name: 'echo', payload: new Uint16Array([1, 65535]) });
    const [reply] = (await once(child, 'message')) as [{ payload: unknown }];
    expect(reply.payload).toEqual(new Uint16Array([1, 65535]));
  });
});
