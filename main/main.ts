import { existsSync, mkdirSync } from 'node:fs';
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
import { applicationOrigin, applicationScheme, createApplicationHandler } from './application-scheme.ts';
import { childEnvironment } from './child-environment.ts';
import { filesChannel, portChannel } from './control.ts';
import { registerDialogs } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { openedFiles } from './opened-files.ts';
import { superviseCore } from './processes.ts';
import { guardContents, guardSession, unsafeSwitch } from './security.ts';
import { createWindowOptions } from './window.ts';

const packaged = app.isPackaged;
const dataFolder = defaultDataFolder();
const profileFolder = join(dataFolder, 'window');
const exists = (path: string) => path !== app.getAppPath() && existsSync(path);
const files = openedFiles(process.argv.slice(1), process.cwd(), exists);
let window: BrowserWindow | null = null;
let pageLoaded = false;
let coreClosed = false;

const core = superviseCore({
  fork: (name) =>
    utilityProcess.fork(join(import.meta.dirname, `${name}-process.js`), [], {
      serviceName: `caliper-${name}`,
      env: childEnvironment(process.env),
      stdio: ['ignore', 'ignore', name !== 'core' ? 'pipe' : packaged ? 'ignore' : 'inherit'],
    }),
  createChannel: () => new MessageChannelMain(),
  dataFolder,
  resourcesFolder: packaged ? process.resourcesPath : join(app.getAppPath(), 'resources'),
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
  created.on('closed', () => {
    window = null;
    pageLoaded = false;
  });
  const contents = created.webContents;
  contents.on(
    'did-start-navigation',
    ({ isMainFrame, isSameDocument }) => (pageLoaded &&= !isMainFrame || isSameDocument),
  );
  contents.on('did-finish-load', () => {
    pageLoaded = true;
    connectWindow();
    openFiles([]);
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    pageLoaded = false;
    if (reason !== 'clean-exit') void offerRestart(`The window of Caliper stopped (${reason}).`);
  });
  void created.loadURL(`${applicationOrigin}/`);
}

function connectWindow(): void {
  const port = window && pageLoaded ? core.connect() : null;
  if (port) window?.webContents.postMessage(portChannel, null, [port]);
}

/** Hands files to the page, now or as soon as it has loaded, and brings the window to the front. */
function openFiles(paths: string[]): void {
  files.push(...paths);
  if (!window) return void (app.isReady() && openWindow());
  if (files.length > 0 && pageLoaded) window.webContents.send(filesChannel, files.splice(0));
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function offerRestart(reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: reason,
    detail: 'Saved changes are kept. A change whose status was not yet “Saved” may be missing.',
    buttons: ['Start again', 'Quit'],
    cancelId: 1,
  });
  if (response === 1) return app.quit();
  core.start();
  if (window?.webContents.isCrashed()) window.reload();
}

function run(): void {
  guardSession(session.defaultSession, applicationOrigin, !packaged);
  protocol.handle(applicationScheme.scheme, createApplicationHandler(join(app.getAppPath(), 'dist', 'renderer')));
  registerDialogs({ ipc: ipcMain, dialog, window: () => window, pageOrigin: applicationOrigin });
  const template = menuTemplate(process.platform);
  Menu.setApplicationMenu(template && Menu.buildFromTemplate(template));
  core.start();
  openWindow();
}

mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
app.setPath('userData', profileFolder);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([applicationScheme]);
app.on('web-contents-created', (_event, contents) => guardContents(contents, applicationOrigin));
app.on('second-instance', (_event, argv, folder) => openFiles(openedFiles(argv.slice(1), folder, exists)));
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFiles(openedFiles([path], '/', exists));
});
app.on('activate', () => !window && app.isReady() && openWindow());
app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
app.on('will-quit', (event) => {
  if (coreClosed) return;
  event.preventDefault();
  void core.close().then(() => {
    coreClosed = true;
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
