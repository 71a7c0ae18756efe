import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import type { BrowserWindow, Dialog } from 'electron';

import { serve } from '../../app/rpc/serve.ts';
import { applicationOrigin, createApplicationHandler } from '../../main/application-scheme.ts';
import { filesChannel, portChannel } from '../../main/control.ts';
import { registerDialogs } from '../../main/dialogs.ts';
import { fromPortMain } from '../../main/launch-port.ts';
import { superviseCore } from '../../main/processes.ts';
import { sumContract, sumHandlers } from '../rpc/sum-contract.ts';
import { bundlePage, bundlePreload } from '../support/electron-harness/bundles.ts';
import {
  findChromium,
  launchChromium,
  openChromiumHost,
  type ChromiumHost,
} from '../support/electron-harness/chromium-host.ts';
import { channelDouble } from '../support/electron-harness/port-double.ts';
import { forkWorker } from '../support/electron-harness/worker-process.ts';

const pageOrigin = 'https://caliper.test';

describe.skipIf(!findChromium())('the preload in Chromium (skipped where there is no Chromium)', () => {
  let folder: string;
  let preload: string;
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let host: ChromiumHost;
  const showOpenDialog = vi.fn<(...values: unknown[]) => Promise<{ canceled: boolean; filePaths: string[] }>>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caliper-harness-'));
    preload = await bundlePreload(join(folder, 'preload'));
    await bundlePage(join(folder, 'page'));
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    const handler = createApplicationHandler(join(folder, 'page'));
    showOpenDialog.mockReset().mockResolvedValue({ canceled: false, filePaths: ['/records/100.hea'] });
    host = await openChromiumHost({
      browser,
      preload,
      subframes: true,
      serve: ({ url, method }) => handler(new Request(applicationOrigin + new URL(url).pathname, { method })),
    });
    registerDialogs({
      ipc: host.ipcMain,
      dialog: { showOpenDialog } satisfies Pick<Dialog, 'showOpenDialog'>,
      window: (): BrowserWindow | null => null,
      pageOrigin,
    });
    await host.page.goto(`${pageOrigin}/`);
  });

  afterEach(() => host.close());

  /** Gives the page a port to a served contract, as main does when the page has loaded. */
  function connectPage() {
    const { port1, port2 } = channelDouble();
    const emit = serve(fromPortMain(port2), sumContract, sumHandlers());
    host.webContents.postMessage(portChannel, null, [port1]);
    return { emit, port: port2 };
  }

  test('the bundle requires electron and nothing else', () => {
    expect([...preload.matchAll(/require\(["'`](.+?)["'`]\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(preload).not.toMatch(/\bimport\b[^.]*\bfrom\b/);
  });

  test('the page finds three functions and no way to Node or to raw messages', async () => {
    expect(await host.page.evaluate('Object.keys(window.caliper).sort()')).toEqual([
      'chooseFiles',
      'chooseFolder',
      'pathOf',
    ]);
    for (const name of ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'harnessSend']) {
      expect(await host.page.evaluate(`typeof globalThis.${name}`), name).toBe('undefined');
    }
  });

  test('a file dialog answers with the paths that the reader picked', async () => {
    expect(await host.page.evaluate('window.caliper.chooseFiles()')).toEqual(['/records/100.hea']);
    expect(showOpenDialog).toHaveBeenCalledExactlyOnceWith({ properties: ['openFile', 'multiSelections'] });
  });

  test('a folder dialog that is dismissed answers with nothing', async () => {
    showOpenDialog.mockResolvedValue({ canceled: true, filePaths: [] });
    expect(await host.page.evaluate('window.caliper.chooseFolder()')).toEqual([]);
    expect(showOpenDialog).toHaveBeenCalledExactlyOnceWith({ properties: ['openDirectory'] });
  });

  test('arguments of the page do not reach the dialog', async () => {
    expect(await host.page.evaluate('window.caliper.chooseFiles({ defaultPath: "/etc" })')).toEqual([
      '/records/100.hea',
    ]);
    expect(showOpenDialog).toHaveBeenCalledExactlyOnceWith({ properties: ['openFile', 'multiSelections'] });
  });

  test('an error in main reaches the page as Electron words it', async () => {
    showOpenDialog.mockRejectedValue(new RangeError('no such disk'));
    const message = await host.page.evaluate('window.caliper.chooseFiles().catch((error) => error.message)');
    expect(message).toBe("Error invoking remote method 'caliper:choose-files': RangeError: no such disk");
  });

  test('a foreign page may not open dialogs', async () => {
    await host.page.goto('https://evil.test/');
    const message = await host.page.evaluate('window.caliper.chooseFiles().catch((error) => error.message)');
    expect(message).toContain('This page may not open dialogs.');
    expect(showOpenDialog).not.toHaveBeenCalled();
  });

  test('a frame inside our own page may not open dialogs', async () => {
    const message = await host.page.evaluate(`new Promise((resolve) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.contentWindow.caliper.chooseFiles().catch((error) => resolve(error.message));
    })`);
    expect(message).toContain('This page may not open dialogs.');
    expect(showOpenDialog).not.toHaveBeenCalled();
  });

  test('a dropped file tells its path', async () => {
    expect(await host.page.evaluate('window.caliper.pathOf(new File([], "100.dat"))')).toBe('/dropped/100.dat');
  });

  test('a call goes over the forwarded port to a served contract and typed arrays survive', async () => {
    connectPage();
    const answer = await host.page.evaluate(`window.nextClient().then(async (client) => {
      const { values } = await client.call('numbers.scale', { values: new Int16Array([-3, 0, 700]), factor: 2 });
      return [values.constructor.name, ...values];
    })`);
    expect(answer).toEqual(['Int16Array', -6, 0, 1400]);
  });

  test('a refusal of the core keeps its code over the forwarded port', async () => {
    connectPage();
    const answer = await host.page.evaluate(`window.nextClient()
      .then((client) => client.call('numbers.refuse', {}))
      .catch((error) => [error.code, error.message])`);
    expect(answer).toEqual(['not-found', 'There is no such number.']);
  });

  test('an event of the core reaches the page', async () => {
    const { emit } = connectPage();
    await host.page.evaluate(`window.nextClient().then((client) => {
      window.counted = new Promise((resolve) => client.on('counted', resolve));
    })`);
    emit('counted', { count: 7 });
    expect(await host.page.evaluate('window.counted')).toEqual({ count: 7 });
  });

  test('a core that stops rejects the running call, and the next port is taken up', async () => {
    const { port } = connectPage();
    await host.page.evaluate(`window.nextClient().then((client) => {
      window.broken = client.call('numbers.wait', {}).catch((error) => error.code);
    })`);
    port.close();
    expect(await host.page.evaluate('window.broken')).toBe('disconnected');
    connectPage();
    const sum = await host.page.evaluate(
      `window.nextClient().then((client) => client.call('numbers.sum', { values: new Float64Array([1, 2.5]) }))`,
    );
    expect(sum).toEqual({ sum: 3.5 });
  });

  test('the page calls the real core, and calls the next one when it has crashed', async () => {
    const cores: ReturnType<typeof forkWorker>[] = [];
    const connectAgain = () => {
      const port = supervision.connect();
      if (port) host.webContents.postMessage(portChannel, null, [port]);
    };
    const supervision = superviseCore({
      fork: () => {
        const core = forkWorker(join(import.meta.dirname, '../../main/core-process.ts'));
        cores.push(core);
        return core;
      },
      createChannel: channelDouble,
      dataFolder: join(folder, 'data'),
      resourcesFolder: join(import.meta.dirname, '../../resources'),
      onStarted: () => connectAgain(),
      onDown: (reason) => expect.unreachable(reason),
    });
    const askHost = `window.nextClient().then((client) => client.call('application.info', {})).then(({ host }) => host)`;
    supervision.start();
    expect(await host.page.evaluate(askHost)).toBe('electron');
    cores[0]!.kill();
    expect(await host.page.evaluate(askHost)).toBe('electron');
    expect(cores).toHaveLength(2);
    await supervision.close();
  });

  test('opened files are told to the page', async () => {
    await host.page.evaluate(`void (window.opened = new Promise((resolve) =>
      window.addEventListener('message', ({ data }) => data.kind === '${filesChannel}' && resolve(data.paths))))`);
    host.webContents.send(filesChannel, ['/records/100.hea']);
    expect(await host.page.evaluate('window.opened')).toEqual(['/records/100.hea']);
  });

  test('the content security policy keeps inline scripts from running', async () => {
    expect(await host.page.evaluate('typeof window.nextClient')).toBe('function');
    expect(await host.page.evaluate('typeof window.inlineRan')).toBe('undefined');
  });

  test('the content security policy keeps the page from reaching out', async () => {
    const blocked = await host.page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      fetch('https://evil.test/').catch(() => undefined);
    })`);
    expect(blocked).toBe('connect-src');
  });
});
