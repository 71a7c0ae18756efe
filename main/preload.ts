import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, ports?: IpcRendererEvent['ports']): void;
};

ipcRenderer.on('caliper:port', (event) => window.postMessage('caliper:port', window.location.origin, event.ports));

ipcRenderer.on('caliper:files', (_event, paths: string[]) => {
  window.postMessage({ kind: 'caliper:files', paths }, window.location.origin);
});

contextBridge.exposeInMainWorld('caliper', {
  /** Paths of the files that the reader picked; empty when the dialog was dismissed. */
  chooseFiles: () => ipcRenderer.invoke('caliper:choose-files') as Promise<string[]>,
  /** Path of the folder that the reader picked; empty when the dialog was dismissed. */
  chooseFolder: () => ipcRenderer.invoke('caliper:choose-folder') as Promise<string[]>,
  /** Path of a file that was dropped on the page; empty when it has none. */
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
