import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Path of the Electron program, or null where its runtime is absent. */
function electronProgram(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist');
  const names: Record<string, string> = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const program = join(folder, names[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

/** Why the smoke test cannot run here, or null. */
function obstacle(): string | null {
  if (!electronProgram()) return 'the Electron runtime is absent';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'no screen';
  if (!existsSync(join(root, 'dist/main/main.js'))) return 'nothing is built';
  return null;
}

const reason = obstacle();

describe.skipIf(reason)(`the application in a real Electron${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let application: ElectronApplication;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caliper-desktop-'));
    application = await _electron.launch({
      executablePath: electronProgram()!,
      args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...(process.env as Record<string, string>), CALIPER_HOME: folder },
    });
    page = await application.firstWindow();
  });

  afterAll(async () => {
    await application.close();
    await rm(folder, { recursive: true });
  });

  test('shows its page from its own scheme', () => {
    expect(page.url()).toBe('app://caliper/');
  });

  test('gives the page three functions and no way to Node', async () => {
    expect(await page.evaluate('Object.keys(window.caliper).sort()')).toEqual([
      'chooseFiles',
      'chooseFolder',
      'pathOf',
    ]);
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
  });

  test('reaches the core: the library shows the demo recording', async () => {
    await page.getByText(/demo/i).first().waitFor();
  });

  test('runs no inline script and reaches no other host', async () => {
    expect(await page.evaluate(`fetch('https://example.org/').then(() => 'reached', () => 'refused')`)).toBe('refused');
  });

  test('runs the core in a process of its own', async () => {
    const names = await application.evaluate(({ app }) =>
      app.getAppMetrics().map(({ serviceName, name }) => name ?? serviceName),
    );
    expect(names).toContain('caliper-core');
  });

  test('gives the page a new port when the core process has been killed', async () => {
    const port = page.evaluate(`new Promise((resolve) =>
      window.addEventListener('message', ({ data }) => data === 'caliper:port' && resolve(true)))`);
    await application.evaluate(({ app }) => {
      const core = app.getAppMetrics().find(({ name }) => name === 'caliper-core');
      if (core) process.kill(core.pid, 'SIGKILL');
    });
    expect(await port).toBe(true);
  });
});
