import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const configuration = read('electron-builder.yml');
const packageFile = JSON.parse(read('package.json')) as {
  main: string;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

/** The lines below a key of the configuration that are indented further. */
function section(key: string): string {
  return new RegExp(`^${key}:\\n((?:[ ].*\\n|#.*\\n)+)`, 'm').exec(configuration)?.[1] ?? '';
}

describe('the packaged application', () => {
  test.each([
    ['runAsNode', false],
    ['enableCookieEncryption', true],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['onlyLoadAppFromAsar', true],
    ['loadBrowserProcessSpecificV8Snapshot', false],
    ['grantFileProtocolExtraPrivileges', false],
  ])('has the fuse %s set to %s', (name, value) => {
    expect(section('electronFuses')).toMatch(new RegExp(`^ {2}${name}: ${value}$`, 'm'));
  });

  test('has eight fuses and no other', () => {
    expect(section('electronFuses').trim().split('\n')).toHaveLength(8);
  });

  test.each(['linux', 'win', 'mac'])('lists every file for %s, beginning with what is packed', (system) => {
    const [, list = ''] = /files:\n((?: {4}- .*\n)+)/.exec(section(system)) ?? [];
    const patterns = list.split('\n').map((line) => line.replace(/^ {4}- /, ''));
    expect(patterns.slice(0, 3)).toEqual(['package.json', 'dist/main/**', 'dist/renderer/**']);
    const platform = { linux: 'linux', win: 'win32', mac: 'darwin' }[system];
    expect(list).toContain(`napi-v6/!(${platform})/**`);
    expect(list).toContain(`prebuilds/!(${platform}-\${arch}.node)`);
  });

  test('has no list of files that holds for every system', () => {
    expect(configuration).not.toMatch(/^files:/m);
    expect(configuration).not.toContain('- ${platform}');
  });

  test('unpacks native code and nothing else from its archive', () => {
    expect(section('asar')).toContain('smartUnpack: false');
    expect(section('asarUnpack').trim().split('\n')).toHaveLength(2);
  });

  test('is made for Apple silicon only, where the inference library exists', () => {
    expect(section('mac')).not.toContain('x64');
  });

  test('names the Electron that is pinned', () => {
    expect(configuration).toContain(`electronVersion: ${packageFile.devDependencies['electron']}\n`);
    expect(packageFile.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('starts with the bundle that is built', () => {
    expect(packageFile.main).toBe('dist/main/main.js');
  });

  test('runs no install script of a native package', () => {
    expect(packageFile.allowScripts).toMatchObject({ 'onnxruntime-node': false, 'electron-winstaller': false });
  });
});

describe('the icon', () => {
  const bytes = (name: string) => readFileSync(join(root, 'build/icons', name));

  test('is a PNG image of 512 by 512 pixels', () => {
    const png = bytes('icon.png');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });

  test('for Windows holds seven PNG images up to 256 pixels', () => {
    const ico = bytes('icon.ico');
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
    const last = 6 + 16 * 6;
    expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length);
  });

  test('for macOS is a whole list of blocks', () => {
    const icns = bytes('icon.icns');
    const types: string[] = [];
    for (let offset = 8; offset < icns.length; offset += icns.readUInt32BE(offset + 4))
      types.push(icns.toString('latin1', offset, offset + 4));
    expect(types).toEqual(['ic11', 'ic12', 'ic07', 'ic13', 'ic08', 'ic14', 'ic09', 'ic10']);
    expect(icns.readUInt32BE(4)).toBe(icns.length);
  });
});

describe('the source of main', () => {
  const names = readdirSync(join(root, 'main')).filter((name) => name.endsWith('.ts') && name !== 'vite.config.ts');
  const sources = new Map(names.map((name) => [name, read('main', name)]));

  test('stays under 700 lines, and main.ts under 160', () => {
    const lines = (text: string) => text.split('\n').length - 1;
    const total = [...sources.values()].reduce((sum, text) => sum + lines(text), 0);
    expect(total).toBeGreaterThan(300);
    expect(total).toBeLessThan(700);
    expect(lines(sources.get('main.ts')!)).toBeLessThan(160);
  });

  test.each([
    ['opens pages in other programs', /\bshell\b|openExternal/],
    ['runs scripts in the page', /executeJavaScript|insertCSS/],
    ['reports crashes to anybody', /crashReporter/],
    ['answers synchronously or by the old remote module', /sendSync|returnValue|@electron\/remote/],
    ['reaches the network', /\bnet\.|fetch\(|autoUpdater|node:https?/],
    ['switches protection off', /webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration\w*: true/],
    ['bypasses the policy', /bypassCSP|unsafe-inline|unsafe-eval|allowServiceWorkers/],
    ['loads files by file:// addresses', /loadFile|file:\/\/\//],
    ['starts programs', /child_process|execFile|\bspawn\(/],
  ])('nowhere %s', (_what, pattern) => {
    for (const [name, text] of sources) expect(text, name).not.toMatch(pattern);
  });

  test('lets one module alone answer the page', () => {
    const users = [...sources]
      .filter(([, text]) => /\.handle\('caliper:|ipc\.handle\(/.test(text))
      .map(([name]) => name);
    expect(users).toEqual(['dialogs.ts']);
  });

  test('imports Electron itself in main.ts and preload.ts alone', () => {
    const importers = [...sources]
      .filter(([, text]) => /import (?!type)[^;]*from 'electron'/.test(text))
      .map(([name]) => name);
    expect(importers.sort()).toEqual(['main.ts', 'preload.ts']);
  });
});
