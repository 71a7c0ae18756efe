import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, startHost, test, urlOf } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReviewPage } from './pages/review-page.ts';

async function start(dataFolder: string): Promise<{ host: ChildProcess; url: string }> {
  const host = startHost(dataFolder);
  return { host, url: await urlOf(host) };
}

async function killEverything(host: ChildProcess): Promise<void> {
  if (host.pid === undefined || host.exitCode !== null || host.signalCode !== null) return;
  const ended = once(host, 'exit');
  process.kill(-host.pid, 'SIGKILL');
  await ended;
}

test.use({ expectedMessages: [/WebSocket|ERR_CONNECTION_REFUSED/] });

test('a corrected label is still there after kill -9 of every process', async ({ page }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'caliper-crash-'));
  let { host, url } = await start(dataFolder);
  try {
    const library = new LibraryPage(page);
    const review = new ReviewPage(page);
    const frame = new FramePage(page);
    await frame.open(url);
    await expect(library.recording('demo')).toContainText('New');
    await library.recording('demo').dblclick();
    await review.ready();
    await review.selectBeat(5);
    await page.keyboard.press('f');
    await expect(frame.saved).toHaveText('Saved');
    await killEverything(host);
    await expect(frame.lostBar).toBeVisible();

    ({ host, url } = await start(dataFolder));
    await frame.open(url);
    await expect(library.recording('demo')).toContainText('In review');
    await library.recording('demo').dblclick();
    await review.ready();
    await expect(review.beat('5')).toContainText('Beat 5, F, read');
  } finally {
    await killEverything(host);
    await rm(dataFolder, { recursive: true, force: true });
  }
});
