import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type CDPSession, type Page } from 'playwright';

import { silentLogger } from '../../../app/core/logger.ts';
import { createOverviews } from '../../../app/core/overviews.ts';
import { createOpenRecordings } from '../../../app/core/recordings.ts';
import { fillDataFolder, simulatedRecording, viewerRecordingId } from '../../../app/host/cli/bench/viewer-data.ts';
import type { ViewerRecording } from '../../../app/host/cli/bench/viewer-data.ts';
import { measureFrames } from './frames.ts';
import { startHost } from './host.ts';
import { measureKeys } from './keys.ts';
import type { ViewerMeasurement } from './measurement.ts';

/** Measures one recording, which is simulated and put into a data folder of its own. */
export async function measureViewer(
  wanted: ViewerRecording,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<ViewerMeasurement> {
  const record = await simulatedRecording(wanted, note, signal);
  const folder = await mkdtemp(join(tmpdir(), 'caliper-bench-'));
  try {
    const { store, beats } = await fillDataFolder(folder, record);
    const recordings = createOpenRecordings(store);
    await createOverviews(recordings, join(folder, 'pyramids'), silentLogger).build(viewerRecordingId);
    await store.close();
    note('Opening the browser');
    return { beats, ...(await inBrowser(folder, note)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inBrowser(folder: string, note: (line: string) => void): Promise<Omit<ViewerMeasurement, 'beats'>> {
  const host = await startHost(folder);
  const executablePath = process.env['CALIPER_CHROMIUM'];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.goto(`${host.url}#/library`);
    const firstStrip = await openRecording(page);
    note(`First strip after ${firstStrip.toFixed(0)} ms`);
    const keys = await measureKeys(page, devtools);
    note(`Keys: ${JSON.stringify(keys)}`);
    const frames = await measureFrames(page, devtools, note);
    return {
      firstStrip,
      frames,
      keys,
      rendererHeap: await liveHeap(devtools),
      coreMemory: await host.memory(),
    };
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Clicks the recording and waits, inside the page, for the frame in which trace and labels are on the paper. */
async function openRecording(page: Page): Promise<number> {
  const row = page.getByRole('row').filter({ hasText: 'viewer' }).first();
  await row.waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const mark = () => {
      const start = performance.now();
      const drawn = (layer: string) => {
        const canvas = document.querySelector<HTMLCanvasElement>(`canvas[data-layer=${layer}]`);
        const width = Math.floor((canvas?.width ?? 0) / 2);
        if (!canvas || width < 50) return false;
        const height = Math.min(canvas.height, layer === 'labels' ? 50 : canvas.height);
        const { data } = canvas.getContext('2d')!.getImageData(width, layer === 'labels' ? 26 : 0, 300, height);
        // Labels: something that is not the panel's own colour. Trace: anything at all.
        if (layer === 'trace') return data.some((value, index) => index % 4 === 3 && value > 0);
        const [red] = data;
        return data.some((value, index) => index % 4 === 0 && Math.abs(value - red!) > 80);
      };
      const look = () => {
        if (drawn('trace') && drawn('labels')) document.body.dataset['firstStrip'] = String(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('dblclick', mark, { capture: true, once: true });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') mark();
      },
      { capture: true, once: true },
    );
  });
  await row.dblclick();
  await page.waitForFunction(() => document.body.dataset['firstStrip'] !== undefined);
  return page.evaluate(() => Number(document.body.dataset['firstStrip']));
}

async function liveHeap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
