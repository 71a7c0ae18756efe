import { expect, test } from 'vitest';

import { createWindowOptions, type WindowSurroundings } from '../../main/window.ts';

const installed: WindowSurroundings = {
  preload: '/app/preload.cjs',
  icon: '/app/icon.png',
  packaged: true,
  platform: 'linux',
  dark: false,
};

test('the page is sandboxed, isolated and without Node, webviews, drops or spelling servers', () => {
  expect(createWindowOptions(installed).webPreferences).toEqual({
    preload: '/app/preload.cjs',
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
    devTools: false,
  });
});

test('developer tools exist in a checkout only', () => {
  expect(createWindowOptions({ ...installed, packaged: false }).webPreferences?.devTools).toBe(true);
});

test('the system draws its window buttons into the 40 px title bar of the page', () => {
  expect(createWindowOptions(installed)).toMatchObject({ titleBarStyle: 'hidden', titleBarOverlay: { height: 40 } });
  expect(createWindowOptions({ ...installed, platform: 'darwin' }).titleBarOverlay).toEqual({ height: 40 });
});

test('the window has the ground colour of its theme before the page is drawn', () => {
  expect(createWindowOptions(installed).backgroundColor).toBe('#ECEFF2');
  expect(createWindowOptions({ ...installed, dark: true }).backgroundColor).toBe('#0B0D10');
});
