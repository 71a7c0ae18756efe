import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright/test';

import { beatClasses } from '../../app/contract/classes.ts';
import { classOfCode } from '../../app/beat/classes.ts';
import { codeOf } from '../../app/formats/wfdb/codes.ts';
import { commandLine } from '../support/command-line.ts';
import { databaseFolder } from '../support/databases.ts';
import { expect, photograph, test } from './fixtures.ts';
import { EventsPage } from './pages/events-page.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReportPage } from './pages/report-page.ts';
import { ReviewPage } from './pages/review-page.ts';

const mitdb = databaseFolder('mitdb');
/** Header of a recording of 14 days; `caliper simulate` makes it. Without it that walk is skipped. */
const fortnight = process.env['CALIPER_FORTNIGHT'] ?? null;

// Every step, picture and call stays in test-results, to be looked at with "playwright show-trace".
test.use({ demo: false, trace: 'on' });

/** The queue: decides the next beat as the file has it, else accepts what is shown. */
async function decideNext(page: Page, review: ReviewPage): Promise<void> {
  const file = await review.inspector
    .getByText('File annotation', { exact: true })
    .first()
    .locator('xpath=..')
    .textContent();
  const symbol = /annotation\s*(\S)/.exec(file ?? '')?.[1] ?? '';
  const label = beatClasses[classOfCode(codeOf(symbol) ?? 0, 'aami')];
  await page.keyboard.press(label ? label.toLowerCase() : 'Enter');
}

/** From the library to the report, with nothing but keys. */
async function walk(page: Page, name: string): Promise<void> {
  const frame = new FramePage(page);
  const review = new ReviewPage(page);
  const events = new EventsPage(page);
  const report = new ReportPage(page);
  const queue = page.getByRole('region', { name: 'Review queue' });

  await frame.search(name);
  await page.keyboard.press('Enter');
  await review.ready();

  const list = queue.getByRole('listbox');
  await expect(list.getByRole('option').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Alt+q');
  await expect(list.getByRole('option', { selected: true })).toBeVisible();
  for (let beat = 0; beat < 50; beat++) {
    const before = await list.getByRole('option', { selected: true }).getAttribute('aria-label');
    await expect(review.inspector).toContainText('History of this label');
    await decideNext(page, review);
    await expect(list.getByRole('option', { selected: true })).not.toHaveAttribute('aria-label', before ?? '');
  }
  await expect(queue).toContainText('50 read');
  await photograph(page, `walk-${name}-queue`);

  await page.keyboard.press('Control+3');
  await frame.search('by shape again');
  await page.keyboard.press('Enter');
  const families = page.getByRole('listbox', { name: /famil/i });
  await expect(families.getByRole('option').first()).toBeVisible({ timeout: 240_000 });
  await families.getByRole('option').first().press('Control+Enter');
  const sheet = page.getByRole('region', { name: 'Preview of a bulk change' });
  await expect(sheet).toBeVisible();
  await photograph(page, `walk-${name}-families`);
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(frame.saved).toHaveText('Saved');

  await page.keyboard.press('Control+2');
  await review.ready();
  await review.paper.press('Home');
  for (let event = 0; event < 3; event++) await page.keyboard.press('Alt+ArrowDown');
  await expect(review.selected().first()).toBeAttached();
  await page.keyboard.press('F10');
  await expect(events.panel).toBeVisible();
  await page.keyboard.press('Control+b');
  await photograph(page, `walk-${name}-events`);

  const steps = async () => {
    await page.keyboard.press('Alt+h');
    await expect(frame.history).toBeVisible();
    const count = await frame.history.getByText('Took back').count();
    await page.keyboard.press('Escape');
    return count;
  };
  const taken = await steps();
  // The strip stays: ten steps before it are taken back one by one, from the last.
  for (let step = 0; step < 10; step++) {
    await page.keyboard.press('Control+z');
    await expect(frame.saved).toHaveText('Saved');
  }
  expect(await steps()).toBeGreaterThan(taken);
  await page.keyboard.press('Control+b');

  await page.keyboard.press('Control+6');
  await expect(report.strips.getByRole('textbox')).toHaveCount(1);
  await report.conclusion.press('Control+a');
  await page.keyboard.type('Read by keyboard.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(report.sheet).toContainText('Read by keyboard.');
  await photograph(page, `walk-${name}-report`);
  const printed = await page.pdf({ preferCSSPageSize: true });
  expect(printed.length).toBeGreaterThan(20_000);
}

test('a reader goes from import to report with keys alone, on record 208', async ({ page, host }) => {
  test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
  test.setTimeout(240_000);
  await new FramePage(page).open(host.url);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles(['208.hea', '208.dat', '208.atr'].map((file) => join(mitdb ?? '', file)));
  const row = new LibraryPage(page).recording('208');
  await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
  await walk(page, '208');
});

test('the same on a recording of 14 days', async ({ page, host }) => {
  test.skip(fortnight === null || !existsSync(fortnight), 'There is no recording of 14 days (CALIPER_FORTNIGHT).');
  test.setTimeout(900_000);
  await commandLine(host.dataFolder, 'session', 'import', fortnight ?? '');
  await new FramePage(page).open(host.url);
  const name = /([^/\\]+)\.hea$/.exec(fortnight ?? '')?.[1] ?? '';
  await walk(page, name);
});
