import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  session,
  utilityProcess,
} from 'electron';

import { defaultDataFolder } from '../app/host/data-folder.ts';
import { applicationScheme, createApplicationHandler } from './application-scheme.ts';
import { childEnvironment } from './child-environment.ts';
import { filesChannel, portChannel } from './control.ts';
import { registerDialogs } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { openedFiles } from './opened-files.ts';
import { findPlaces } from './places.ts';
import { superviseCore } from './processes.ts';
import { guardContents, guardSession, unsafeSwitch } from './security.ts';
import { createWindowOptions } from './window.ts';

const packaged = app.isPackaged;
const places = findPlaces({
  packaged,
  folder: app.getAppPath(),
  resources: process.resourcesPath,
  developmentPage: process.env['CALIPER_PAGE'],
});
const dataFolder = defaultDataFolder();
const files = openedFiles(process.argv.slice(packaged ? 1 : 2), process.cwd(), existsSync);
let window: BrowserWindow | null = null;
let closed = false;

const core = superviseCore({
  fork: (name) =>
    utilityProcess.fork(join(import.meta.dirname, `${name}-process.js`), [], {
      serviceName: `caliper-${name}`,
      env: childEnvironment(process.env),
      stdio: ['ignore', packaged ? 'ignore' : 'inherit', name === 'core' && !packaged ? 'inherit' : 'pipe'],
    }),
  createChannel: () => new MessageChannelMain(),
  dataFolder,
  resourcesFolder: places.resourcesFolder,
  onStarted: connectWindow,
  onDown: (reason) => void offerRestart(reason),
});

function openWindow(): void {
  const created = new BrowserWindow(
    createWindowOptions({
      preload: join(import.meta.dirname, 'preload.cjs'),
      icon: join(import.meta.dirname, 'icon.png'),
      packaged,
      platform: process.platform,
      dark: nativeTheme.shouldUseDarkColors,
    }),
  );
  window = created;
  created.once('ready-to-show', () => created.show());
  created.on('closed', () => (window = null));
  created.webContents.on('did-finish-load', () => {
    connectWindow();
    showFiles(files.splice(0));
  });
  created.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerRestart(`The window of Caliper stopped (${reason}).`);
  });
  void created.loadURL(places.page);
}

function connectWindow(): void {
  if (!window || window.webContents.isLoading()) return;
  const port = core.connect();
  if (port) window.webContents.postMessage(portChannel, null, [port]);
}

function showFiles(paths: string[]): void {
  if (paths.length > 0) window?.webContents.send(filesChannel, paths);
}

function openFiles(paths: string[]): void {
  if (!window || window.webContents.isLoading()) files.push(...paths);
  else showFiles(paths);
  if (!window && app.isReady()) openWindow();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

async function offerRestart(reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: reason,
    detail: 'Every change that you saw on screen is saved.',
    buttons: ['Start again', 'Quit'],
    cancelId: 1,
  });
  if (response === 1) return app.quit();
  core.start();
  window?.reload();
}

function run(): void {
  guardSession(session.defaultSession, places.pageOrigin, !packaged);
  protocol.handle(applicationScheme.scheme, createApplicationHandler(places.pageFolder));
  registerDialogs({ ipc: ipcMain, dialog, window: () => window, pageOrigin: places.pageOrigin });
  const template = menuTemplate(process.platform);
  Menu.setApplicationMenu(template && Menu.buildFromTemplate(template));
  core.start();
  openWindow();
}

app.setPath('userData', join(dataFolder, 'window'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([applicationScheme]);
app.on('web-contents-created', (_event, contents) => guardContents(contents, places.pageOrigin));
app.on('second-instance', (_event, argv, folder) => openFiles(openedFiles(argv.slice(1), folder, existsSync)));
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFiles(openedFiles([path], '/', existsSync));
});
app.on('activate', () => !window && app.isReady() && openWindow());
app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
app.on('will-quit', (event) => {
  if (closed) return;
  event.preventDefault();
  void core.close().then(() => {
    closed = true;
    app.quit();
  });
});

const refused = packaged ? unsafeSwitch(app.commandLine) : null;
if (refused !== null) {
  dialog.showErrorBox('Caliper was not started', `It does not run with --${refused}, which would open it to others.`);
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run);
} else {
  app.exit(0);
}
