import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { environment, node24, root, say } from './toolchain.mjs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium for the browser tests: one that is here, Debian's through apt when we may, else Playwright's own. Null when there is none. */
export function ensureBrowser() {
  return findBrowser() ?? fromDebian() ?? fromPlaywright();
}

/** A Chromium that is here, or null. */
export function findBrowser() {
  return process.env.CALIPER_CHROMIUM ?? known.find((path) => existsSync(path)) ?? playwrightPath();
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing Chromium from Debian for the browser tests (once) …');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  return known.find((path) => existsSync(path)) ?? null;
}

function fromPlaywright() {
  say('Installing Playwright’s Chromium for the browser tests (once) …');
  spawnSync(node24, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(),
  });
  return playwrightPath();
}

function playwrightPath() {
  const script = "import('playwright').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const path = spawnSync(node24, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }).stdout?.trim();
  return path && existsSync(path) ? path : null;
}
