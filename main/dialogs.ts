import type { BrowserWindow, Dialog, IpcMain, OpenDialogOptions } from 'electron';

import { isOwnPage, type Sender } from './security.ts';

export interface DialogOptions {
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  /** The window to which a dialog belongs. */
  readonly window: () => BrowserWindow | null;
  readonly pageOrigin: string;
}

/** Lets the page, and nobody else, ask for files and folders by the system's dialogs. */
export function registerDialogs({ ipc, dialog, window, pageOrigin }: DialogOptions): void {
  async function ask(sender: Sender, extra: unknown[], properties: OpenDialogOptions['properties']): Promise<string[]> {
    if (!isOwnPage(sender, pageOrigin)) throw new Error('This page may not open dialogs.');
    if (extra.length > 0) throw new Error('The dialog takes no arguments.');
    const owner = window();
    const options = { properties: properties ?? [] };
    const answer = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options));
    return answer.canceled ? [] : answer.filePaths;
  }

  ipc.handle('caliper:choose-files', (event, ...extra: unknown[]) =>
    ask(event, extra, ['openFile', 'multiSelections']),
  );
  ipc.handle('caliper:choose-folder', async (event, ...extra: unknown[]) => {
    const [folder] = await ask(event, extra, ['openDirectory']);
    return folder ?? null;
  });
}
