import type { CDPSession, Page } from 'playwright';

import type { FrameTimes } from './measurement.ts';

const panFrames = 40;
const zoomSteps = 40;

/**
 * Pans at every zoom from two seconds to the whole recording, one turn of the wheel a frame, and sums the script of each
 * frame: the handlers of its events, Vue, drawing on the canvases. Rasterising happens in another process.
 */
export async function measureFrames(
  page: Page,
  devtools: CDPSession,
  note: (line: string) => void,
): Promise<FrameTimes[]> {
  const paper = page.getByRole('application', { name: /^ECG paper/ });
  const box = await paper.boundingBox();
  if (!box) throw new Error('The paper is not shown.');
  await page.mouse.move(box.x + 300, box.y + 200);
  await paper.focus();
  await page.keyboard.press('Control+0');
  for (let step = 0; step < 8; step++) await page.keyboard.press('Control++');
  const zooms: FrameTimes[] = [];
  let before = '';
  for (let step = 0; step < zoomSteps; step++) {
    const words = (await page.getByRole('button', { name: /^View: / }).getAttribute('aria-label')) ?? '';
    if (words === before) break;
    before = words;
    const zoom = { secondsOnScreen: secondsIn(words), ...(await panAt(page, devtools)) };
    zooms.push(zoom);
    note(`${zoom.secondsOnScreen} s on screen: median ${zoom.median.toFixed(2)} ms, p95 ${zoom.p95.toFixed(2)} ms`);
    await paper.focus();
    await page.keyboard.press('Control+-');
  }
  return zooms;
}

async function panAt(page: Page, devtools: CDPSession): Promise<Omit<FrameTimes, 'secondsOnScreen'>> {
  // What this zoom needs comes first: the frames of a reader who stays a moment.
  await page.waitForTimeout(150);
  const times: number[] = [];
  for (let frame = 0; frame < panFrames; frame++) {
    const before = await scriptTime(devtools);
    // Every tenth turn zooms out, and the next of them in again; the others pan.
    if (frame % 10 === 4) await zoomTurn(page, frame % 20 === 4 ? 100 : -100);
    else await page.mouse.wheel(0, 60);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)))),
    );
    times.push(Math.max(0, (await scriptTime(devtools)) - before));
  }
  times.sort((first, second) => first - second);
  const at = (fraction: number) => times[Math.min(times.length - 1, Math.floor(fraction * times.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), worst: at(1), frames: times.length };
}

async function zoomTurn(page: Page, deltaY: number): Promise<void> {
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, deltaY);
  await page.keyboard.up('Control');
}

/** Milliseconds that the page has spent in script so far, of every kind: events, promises, timers, messages, frames. */
export async function scriptTime(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
}

/** "View: 2 h 05 min on screen" in seconds. */
function secondsIn(words: string): number {
  const part = (unit: string) => Number(new RegExp(`(\\d+) ${unit}\\b`).exec(words)?.[1] ?? 0);
  return part('h') * 3600 + part('min') * 60 + part('s');
}
