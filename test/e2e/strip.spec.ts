import type { Page } from 'playwright/test';

import { expect, photograph, test } from './fixtures.ts';
import { ReviewPage } from './pages/review-page.ts';

/** Seconds between the left and the right edge of the paper, read off the View tool. */
async function onScreen(page: Page): Promise<string> {
  return (await page.getByRole('button', { name: /^View: / }).getAttribute('aria-label')) ?? '';
}

/** CSS pixels from one 5 mm line of the grid to the next, counted along the top of the paper. */
async function gridSpacing(review: ReviewPage): Promise<number> {
  return review.paper.locator('canvas[data-layer=grid]').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('This layer is no canvas.');
    const context = canvas.getContext('2d');
    const rows = [3, 5, 7].map((up) => {
      const row = context!.getImageData(0, canvas.height - up, canvas.width, 1).data;
      const dark = Array.from(
        { length: canvas.width },
        (_, x) => 765 - row[4 * x]! - row[4 * x + 1]! - row[4 * x + 2]!,
      );
      const darkest = Math.max(...dark);
      return dark.flatMap((value, x) => (value === darkest ? [x] : []));
    });
    // A row that lies on a line of the grid is dark all along.
    const [lines = []] = rows.sort((one, other) => one.length - other.length);
    return (lines.at(-1)! - lines[0]!) / (lines.length - 1) / window.devicePixelRatio;
  });
}

test('zoom goes from two seconds to the whole recording, says that it is not standard, and one key brings it back', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(review.tools.getByText('Standard', { exact: true })).toBeVisible();
  for (let step = 0; step < 8; step++) await page.keyboard.press('Control++');
  expect(await onScreen(page)).toBe('View: 2 s on screen');
  await expect(review.tools.getByText(/^Non-standard, \d+ mm\/s$/)).toBeVisible();
  await photograph(page, 'strip-two-seconds');
  await page.keyboard.press('Alt+0');
  expect(await onScreen(page)).toBe('View: 30 min 00 s on screen');
  await photograph(page, 'strip-whole');
  await page.keyboard.press('Control+0');
  await expect(review.tools.getByText('Standard', { exact: true })).toBeVisible();
});

test('a larger window shows more seconds and not wider ones', async ({ page, sample }) => {
  await page.setViewportSize({ width: 1500, height: 900 });
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const spacing = await gridSpacing(review);
  const before = await onScreen(page);
  await page.setViewportSize({ width: 2000, height: 1000 });
  await expect.poll(() => onScreen(page)).not.toBe(before);
  expect(await gridSpacing(review)).toBeCloseTo(spacing, 2);
});

for (const [width, height] of [
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`the strip has its place on a screen of ${width} x ${height}`, async ({ page, sample }) => {
    await page.setViewportSize({ width, height });
    const review = new ReviewPage(page);
    await review.open(sample.url, 'sample-01');
    await expect(review.tools).toHaveCSS('height', '42px');
    await photograph(page, `strip-${width}`);
  });
}

test('Ctrl and the wheel zoom around the pointer', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.jumpTo(0.5);
  const box = (await review.paper.boundingBox())!;
  await page.mouse.move(box.x + 64, box.y + 300);
  const left = await review.windowStart();
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  await expect(review.tools.getByText(/^Non-standard/)).toBeVisible();
  expect(Math.abs((await review.windowStart()) - left)).toBeLessThanOrEqual(1);
});

test('the time of day is on the axis where the file has one, and comes and goes with a key', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const elapsed = await review.picture('labels');
  await page.keyboard.press('Alt+t');
  await expect.poll(() => review.picture('labels')).not.toBe(elapsed);
  await page.getByRole('button', { name: /^View: / }).click();
  await expect(page.getByRole('button', { name: /^Time of day/, pressed: true })).toBeVisible();
  await photograph(page, 'strip-view');
  await page.keyboard.press('Escape');
  await review.paper.focus();
  await page.keyboard.press('Alt+t');
  await expect.poll(() => review.picture('labels')).toBe(elapsed);
});

test('leads are told apart by number and signal, ordered by key, turned over and laid over each other', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await page.getByRole('button', { name: /^Leads: / }).click();
  const sheet = page.getByRole('dialog', { name: /^Leads: / });
  await expect(sheet.getByText('1.45 mV').first()).toBeVisible();
  const lines = sheet.getByRole('listitem');
  const first = await lines.nth(0).innerText();
  await lines
    .nth(0)
    .getByRole('button', { name: /^Move .* down$/ })
    .click();
  await expect(lines.nth(1)).toContainText(first.split('\n')[0]!);
  await lines.nth(0).getByRole('combobox').selectOption('2');
  await lines
    .nth(0)
    .getByRole('button', { name: /upside down$/ })
    .click();
  await photograph(page, 'strip-leads');
  await page.keyboard.press('Escape');
  await expect(review.tools.getByText(/^Own scale: /)).toBeVisible();
  await review.paper.focus();
  const rows = await review.picture('trace');
  await page.keyboard.press('Alt+o');
  await expect.poll(() => review.picture('trace')).not.toBe(rows);
  await photograph(page, 'strip-overlaid');
});

test('filters say their values and that they are for looking only', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await page.getByRole('button', { name: 'Filter: Filter' }).click();
  const sheet = page.getByRole('dialog', { name: /^Filter: / });
  const recorded = await review.picture('trace');
  await sheet.getByRole('button', { name: '0.5 Hz' }).click();
  await sheet.getByRole('button', { name: '50 Hz' }).click();
  await sheet.getByRole('button', { name: '40 Hz' }).click();
  await expect.poll(() => review.picture('trace')).not.toBe(recorded);
  await photograph(page, 'strip-filter');
  await page.keyboard.press('Escape');
  const tool = page.getByRole('button', { name: /^Filter: / });
  await expect(tool).toHaveText('0.5–40 Hz, no 50 Hz · display only');
  await review.paper.focus();
  await page.keyboard.press('Alt+0');
  await expect(tool).toHaveText('0.5–40 Hz, no 50 Hz · not at this zoom');
  await page.keyboard.press('Alt+f');
  await expect(tool).toHaveAccessibleName('Filter: Filter');
});

test('calipers can be typed into and march out over all leads', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(4);
  await page.keyboard.press('Alt+2');
  const bar = page.getByRole('group', { name: 'Calipers' });
  const field = bar.getByRole('textbox', { name: 'Interval, ms' });
  await expect(field).not.toHaveValue('');
  await field.fill('1000');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('1000');
  await expect(bar).toContainText('60/min · 25.0 mm');
  const plain = await review.picture('selection');
  await bar.getByRole('switch', { name: 'March out' }).click();
  await expect.poll(() => review.picture('selection')).not.toBe(plain);
  await photograph(page, 'strip-calipers');
  await review.paper.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(field).toHaveValue('1039');
});

test('a range drawn in the overview with Shift fills the paper', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const box = (await review.overview.boundingBox())!;
  const x = (share: number) => box.x + 36 + (box.width - 50) * share;
  await page.keyboard.down('Shift');
  await page.mouse.move(x(0.5), box.y + 30);
  await page.mouse.down();
  await page.mouse.move(x(0.6), box.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  expect(await onScreen(page)).toMatch(/^View: 3 min 0[05] s on screen$/);
  expect(Math.abs((await review.windowStart()) - 900)).toBeLessThanOrEqual(3);
  await photograph(page, 'strip-range');
});
