import { existsSync } from 'node:fs';

import { defineConfig } from 'playwright/test';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const browser = process.env['CALIPER_CHROMIUM'] ?? known.find((path) => existsSync(path));

/** Browser tests: the screens of dist/renderer in Chromium, against the real web host or the sample core. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    viewport: { width: 1600, height: 1000 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: {
      // Chromium refuses its sandbox to root, who runs the tests in containers.
      ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}),
      ...(browser ? { executablePath: browser } : {}),
    },
  },
});
