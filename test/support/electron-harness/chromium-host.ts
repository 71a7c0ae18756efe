import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';

import { cloneToText, textToClone } from './clone-text.ts';
import { PortDouble } from './port-double.ts';

type Handler = Parameters<IpcMain['handle']>[1];

interface World {
  readonly context: number;
  readonly event: Promise<Pick<IpcMainInvokeEvent, 'senderFrame'>>;
  readonly ports: Map<number, PortDouble>;
}

type FromWorld =
  | { kind: 'invoke'; id: number; channel: string; values: unknown[] }
  | { kind: 'port-message'; id: number; data: unknown }
  | { kind: 'port-close'; id: number };

/** The browser that stands in for Electron's, or null where there is none. */
export function findChromium(): string | null {
  const known = [process.env['CALIPER_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return known.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** A window of the stand-in: a real Chromium page whose preload runs in an isolated world and talks to handlers in Node. */
export interface ChromiumHost {
  readonly page: Page;
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Talks to the top frame. */
  readonly webContents: Pick<WebContents, 'postMessage' | 'send'>;
  close(): Promise<void>;
}

/**
 * Opens a page with the preload as Electron would run it.
 *
 * @param options.browser from {@link launchChromium}; the host has a context of its own in it
 * @param options.preload source of the bundled preload
 * @param options.serve answers every request of the page, whatever its origin
 * @param options.subframes run the preload in subframes too, as a compromised page could wish
 */
export async function openChromiumHost(options: {
  readonly browser: Browser;
  readonly preload: string;
  readonly serve: (request: Request) => Promise<Response>;
  readonly subframes?: boolean;
}): Promise<ChromiumHost> {
  const context = await options.browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const worlds = new Map<number, World>();
  const handlers = new Map<string, Handler>();
  let top: World | null = null;
  let nextPort = 1;

  await context.route('**/*', async (route) => {
    const response = await options.serve(new Request(route.request().url(), { method: route.request().method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });

  session.on('Runtime.executionContextCreated', ({ context: created }) => {
    if (created.name !== 'preload') return;
    const frameId = (created.auxData as { frameId: string }).frameId;
    const world: World = { context: created.id, event: describeSender(session, frameId), ports: new Map() };
    worlds.set(created.id, world);
    top ??= world;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    const world = worlds.get(executionContextId);
    worlds.delete(executionContextId);
    for (const port of world?.ports.values() ?? []) port.close();
    if (world === top) top = null;
  });
  session.on('Runtime.bindingCalled', ({ executionContextId, payload }) => {
    const world = worlds.get(executionContextId);
    if (world) void hear(world, textToClone(payload) as FromWorld);
  });

  async function hear(world: World, message: FromWorld): Promise<void> {
    if (message.kind === 'port-message') return world.ports.get(message.id)?.postMessage(message.data);
    if (message.kind === 'port-close') return world.ports.get(message.id)?.close();
    const { id, channel, values } = message;
    try {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value: unknown = await handler((await world.event) as IpcMainInvokeEvent, ...values);
      await tell(world, { kind: 'result', id, value });
    } catch (error) {
      await tell(world, { kind: 'fault', id, error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }

  async function tell(world: World, message: object): Promise<void> {
    const expression = `harnessWorld.receive(${JSON.stringify(cloneToText(message))})`;
    // A world that has gone away has nobody left to tell.
    await session.send('Runtime.evaluate', { expression, contextId: world.context }).catch(() => undefined);
  }

  function send(channel: string, values: unknown[], ports: PortDouble[]): void {
    const world = top;
    if (!world) return;
    const ids = ports.map((port) => {
      const id = nextPort++;
      world.ports.set(id, port);
      port.on('message', ({ data }: { data: unknown }) => void tell(world, { kind: 'port-message', id, data }));
      port.on('close', () => void tell(world, { kind: 'port-close', id }));
      return id;
    });
    void tell(world, { kind: 'send', channel, values, ports: ids });
    for (const port of ports) port.start();
  }

  await session.send('Runtime.enable');
  await session.send('Page.enable');
  await session.send('Runtime.addBinding', { name: 'harnessSend', executionContextName: 'preload' });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: read('page-world.js') });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: 'preload',
    source: preloadSource(options.preload, options.subframes ?? false),
  });

  return {
    page,
    ipcMain: {
      handle(channel, handler) {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, handler);
      },
    },
    webContents: {
      send: (channel, ...values: unknown[]) => send(channel, values, []),
      postMessage(channel, message, transfer = []) {
        const ports = transfer.map((port) => {
          if (!(port instanceof PortDouble)) throw new TypeError('Invalid value for transfer');
          return port;
        });
        send(channel, [message], ports);
      },
    },
    close: () => context.close(),
  };
}

/** Starts the browser that stands in for Electron's. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium here: ask findChromium() before opening a host.');
  // Electron's Blink tells a port that its other end is gone; Chromium's does so behind a flag.
  const args = ['--enable-blink-features=MessagePortCloseEvent'];
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? [...args, '--no-sandbox'] : args });
}

/** The event as Electron would fill it; a frame without a page of its own has the origin of the page around it. */
async function describeSender(session: CDPSession, frameId: string) {
  const { frameTree } = await session.send('Page.getFrameTree');
  const isTop = frameTree.frame.id === frameId;
  const origin = new URL(frameTree.frame.securityOrigin).origin;
  return { senderFrame: { origin, parent: isTop ? null : {} } } as Pick<IpcMainInvokeEvent, 'senderFrame'>;
}

function preloadSource(preload: string, subframes: boolean): string {
  return `if (${subframes} || window === window.top) {
    const cloneToText = ${cloneToText.toString()};
    const textToClone = ${textToClone.toString()};
    ${read('isolated-world.js')}
    globalThis.harnessWorld = createHarnessWorld();
    (function (require, module, exports) { ${preload}\n })(harnessWorld.require, { exports: {} }, {});
  }`;
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
