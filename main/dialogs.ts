import type { BrowserWindow, Dialog, IpcMain } from 'electron';

import { isOwnPage } from './security.ts';

/** Lets the page, and nobody else, ask for files and folders by the system's dialogs. */
export function registerDialogs(options: {
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  /** The window to which a dialog belongs. */
  readonly window: () => BrowserWindow | null;
  readonly pageOrigin: string;
}): void {
  function register(channel: string, properties: ('openFile' | 'openDirectory' | 'multiSelections')[]): void {
    options.ipc.handle(channel, async (event, ...extra: unknown[]) => {
      if (!isOwnPage(event, options.pageOrigin)) throw new Error('This page may not open dialogs.');
      if (extra.length > 0) throw new Error('The dialog takes no arguments.');
      const owner = options.window();
      const answer = await (owner
        ? options.dialog.showOpenDialog(owner, { properties })
        : options.dialog.showOpenDialog({ properties }));
      return answer.canceled ? [] : answer.filePaths;
    });
  }

  register('caliper:choose-files', ['openFile', 'multiSelections']);
  register('caliper:choose-folder', ['openDirectory']);
}
