import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type Electron from 'electron';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/*
 * main.ts against a double of Electron that writes down what happens in which order. The double is checked against
 * Electron's types by name only; what each part does is tested with the part.
 */
const { double, log, application, contents, coreProcess, ready } = vi.hoisted(() => {
  const log: string[] = [];
  // eslint's rule for imports does not reach hoisted code: these are required here.
  const { EventEmitter } = process.getBuiltinModule('node:events');
  const ready = Promise.withResolvers<void>();
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void log.push([name, ...values.filter((value) => typeof value === 'string')].join(' '));

  const application = Object.assign(new EventEmitter(), {
    isPackaged: false,
    isReady: () => log.includes('ready'),
    getAppPath: () => process.cwd(),
    setPath: note('setPath'),
    enableSandbox: note('enableSandbox'),
    requestSingleInstanceLock: () => (note('lock')(), true),
    whenReady: () => ready.promise,
    quit: note('quit'),
    exit: note('exit'),
    commandLine: { hasSwitch: () => false },
  });
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: note('setWindowOpenHandler'),
    postMessage: note('contents.postMessage'),
    send: note('contents.send'),
    isCrashed: () => false,
  });
  class BrowserWindow extends EventEmitter {
    readonly webContents = contents;
    constructor() {
      super();
      log.push('window');
      application.emit('web-contents-created', {}, contents);
    }
    loadURL = async (url: string) => note('load')(url);
    show = note('show');
    focus = note('focus');
    isMinimized = () => false;
  }
  class MessageChannelMain {
    readonly port1 = new EventEmitter();
    readonly port2 = new EventEmitter();
  }
  const coreProcess = Object.assign(new EventEmitter(), {
    postMessage: (message: { kind: string }) => log.push(`core ${message.kind}`),
    kill: () => true,
    stderr: null,
  });
  const names = [
    'setPermissionRequestHandler',
    'setPermissionCheckHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setUSBProtectedClassesHandler',
    'setBluetoothPairingHandler',
  ];
  const double = {
    app: application,
    BrowserWindow,
    dialog: {
      showMessageBox: async ({ detail }: { detail: string }) => (note('showMessageBox')(detail), { response: 0 }),
      showErrorBox: note('showErrorBox'),
    },
    ipcMain: { handle: note('handle') },
    Menu: { setApplicationMenu: (menu: unknown) => note('menu')(String(menu)), buildFromTemplate: () => ({}) },
    MessageChannelMain,
    nativeTheme: { shouldUseDarkColors: false },
    protocol: { registerSchemesAsPrivileged: note('privileged'), handle: note('protocol') },
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        ...Object.fromEntries(names.map((name) => [name, note(name)])),
        webRequest: { onBeforeRequest: note('onBeforeRequest') },
      }),
    },
    utilityProcess: { fork: (entry: string) => (log.push(`fork ${entry.split('/').at(-1)}`), coreProcess) },
  } satisfies Partial<Record<keyof typeof Electron, unknown>>;
  return { double, log, application, contents, coreProcess, ready };
});

vi.mock('electron', () => double);

describe('the application starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caliper-home-'));
  const before = process.env['CALIPER_HOME'];
  const arguments_ = process.argv;

  beforeAll(async () => {
    process.env['CALIPER_HOME'] = folder;
    process.argv = ['electron', '.'];
    await import('../../main/main.ts');
  });

  afterAll(() => {
    process.argv = arguments_;
    if (before === undefined) delete process.env['CALIPER_HOME'];
    else process.env['CALIPER_HOME'] = before;
    rmSync(folder, { recursive: true });
  });

  const at = (line: string) => log.findIndex((entry) => entry.startsWith(line));

  test('sandboxed, with its scheme and its own profile, before Electron is ready', () => {
    expect(log).toEqual([`setPath userData ${join(folder, 'window')}`, 'enableSandbox', 'privileged', 'lock']);
    expect(statSync(join(folder, 'window')).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
  });

  test('guarded before there is a window, and its page is our own', async () => {
    log.push('ready');
    ready.resolve();
    await vi.waitFor(() => expect(at('load')).toBeGreaterThan(0));
    for (const guard of ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'onBeforeRequest', 'protocol app'])
      expect(at(guard), guard).toBeLessThan(at('window'));
    for (const guard of ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'onBeforeRequest', 'protocol app'])
      expect(at(guard), guard).toBeGreaterThan(at('ready'));
    expect(at('setWindowOpenHandler')).toBeLessThan(at('load'));
    expect(log).toContain('load app://caliper/');
  });

  test('with the core running and no port handed out before the page has loaded', () => {
    expect(log).toContain('fork core-process.js');
    expect(log).not.toContain('core window');
  });

  test('with a port for the page as soon as it has loaded', () => {
    contents.emit('did-finish-load');
    expect(log.slice(-3)).toEqual(['core window', 'contents.postMessage caliper:port', 'focus']);
  });

  test('and gives a page that is loading its port after it has loaded, when the core starts again meanwhile', () => {
    vi.useFakeTimers();
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    coreProcess.emit('exit', 139);
    vi.runAllTimers();
    expect(log.at(-1)).toBe('core start');
    contents.emit('did-finish-load');
    expect(log.slice(-3, -1)).toEqual(['core window', 'contents.postMessage caliper:port']);
    vi.useRealTimers();
  });

  test('and gives a loaded page a new port when the core starts again', () => {
    vi.useFakeTimers();
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    coreProcess.emit('exit', 139);
    vi.runAllTimers();
    expect(log.slice(-3)).toEqual(['core start', 'core window', 'contents.postMessage caliper:port']);
    vi.useRealTimers();
  });

  test('and hands files of a second start to the window, not the folder of the application', () => {
    application.emit('second-instance', {}, ['electron', '--flag', '.', 'package.json'], process.cwd());
    expect(log.slice(-2)).toEqual(['contents.send caliper:files', 'focus']);
  });

  test('and promises no more than is true when the window stopped', () => {
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(log.at(-1)).toBe(
      'showMessageBox Saved changes are kept. A change whose status was not yet “Saved” may be missing.',
    );
  });

  test('and lets the core finish before it quits', () => {
    const preventDefault = vi.fn();
    application.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(log.at(-1)).toBe('core close');
  });
});
