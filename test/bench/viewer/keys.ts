import type { CDPSession, Page } from 'playwright';

import { scriptTime } from './frames.ts';
import type { KeyTimes, Percentiles } from './measurement.ts';

const keys = 60;

/** Labels beats one after the other at standard scale, N and V in turns, and waits for each to be drawn and stored. */
export async function measureKeys(page: Page, devtools: CDPSession): Promise<KeyTimes> {
  await page.getByRole('application', { name: /^ECG paper/ }).focus();
  await page.keyboard.press('Control+0');
  await page.keyboard.press('Home');
  await page.waitForTimeout(300);
  const drawn: number[] = [];
  const stored: number[] = [];
  const script: number[] = [];
  for (let count = 0; count < keys; count++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(60);
    const before = await scriptTime(devtools);
    const times = await page.evaluate(
      async (key) => {
        const paper = document.querySelector('[role=application]');
        const labels = document.querySelector<HTMLCanvasElement>('canvas[data-layer=labels]');
        const status = document.querySelector('footer [role=status]');
        if (!paper || !labels || !status) throw new Error('Review is not open.');
        const start = performance.now();
        const saved = new Promise<number>((done) => {
          let wasSaving = false;
          const observer = new MutationObserver(() => {
            const text = status.textContent?.trim();
            if (text === 'Saving…' || text === 'Saving') wasSaving = true;
            else if (wasSaving && text === 'Saved') {
              observer.disconnect();
              done(performance.now() - start);
            }
          });
          observer.observe(status, { attributes: true, childList: true, characterData: true, subtree: true });
          setTimeout(() => done(Number.NaN), 2000);
        });
        paper.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const frame = new Promise<number>((done) =>
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))),
        );
        return { drawn: await frame, stored: await saved };
      },
      count % 2 === 0 ? 'v' : 'n',
    );
    drawn.push(times.drawn);
    stored.push(times.stored);
    script.push((await scriptTime(devtools)) - before);
  }
  return { drawn: both(drawn), stored: both(stored), script: both(script), keys };
}

function both(times: readonly number[]): Percentiles {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort((first, second) => first - second);
  const at = (fraction: number) => sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}
