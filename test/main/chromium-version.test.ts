import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { expect, test } from 'vitest';

import { findChromium } from '../support/electron-harness/chromium-host.ts';

const require = createRequire(import.meta.url);
const { version: electron } = require('electron/package.json') as { version: string };
const versions = require('electron-to-chromium/full-versions.json') as Record<string, string>;

const chromium = findChromium();

test.skipIf(!chromium)('the Chromium of the tests has the major version of the one in Electron', () => {
  const text = execFileSync(chromium!, ['--version', '--no-sandbox'], { encoding: 'utf8' });
  const here = /\d+(\.\d+)+/.exec(text)?.[0] ?? text;
  const there = versions[electron] ?? 'unknown';
  const drift = `Electron ${electron} holds Chromium ${there}; the tests run in ${here}`;
  expect(here.split('.')[0], drift).toBe(there.split('.')[0]);
});
