import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowSurroundings {
  readonly preload: string;
  readonly icon: string;
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly dark: boolean;
}

/** What the one window is made of: a sandboxed page without any power of its own. Electron remembers its place by its name. */
export function createWindowOptions(surroundings: WindowSurroundings): BrowserWindowConstructorOptions {
  const { preload, icon, packaged, platform, dark } = surroundings;
  const mac = platform === 'darwin';
  return {
    name: 'review',
    windowStatePersistence: true,
    width: 1600,
    height: 1000,
    minWidth: 800,
    minHeight: 600,
    title: 'Caliper',
    show: false,
    backgroundColor: dark ? '#0B0D10' : '#ECEFF2',
    titleBarStyle: 'hidden',
    // The page's own title bar is 40 px high. The buttons' grey is readable (3:1) on its light and on its dark colour.
    titleBarOverlay: { height: 40, ...(mac ? {} : { color: '#00000000', symbolColor: '#7A8591' }) },
    ...(mac ? { trafficLightPosition: { x: 13, y: 13 } } : {}),
    ...(platform === 'linux' ? { icon } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: !packaged,
    },
  };
}
