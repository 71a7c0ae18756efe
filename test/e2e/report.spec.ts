import { readFile } from 'node:fs/promises';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReportPage } from './pages/report-page.ts';
import { ReviewPage } from './pages/review-page.ts';

/** CSS pixels of a millimetre. */
const millimetre = 96 / 25.4;

test('a strip saved while reading is printed at true scale, with the reader’s conclusion', async ({ page, host }) => {
  const frame = new FramePage(page);
  const library = new LibraryPage(page);
  const review = new ReviewPage(page);
  const report = new ReportPage(page);
  await frame.open(host.url);
  const rows = library.list.getByRole('rowgroup').getByRole('row');
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await review.ready();
  await review.paper.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+6');
  await expect(report.strips.getByRole('textbox')).toHaveCount(1);
  await expect(report.sheet).toContainText('Strip at 00:00:');

  await report.conclusion.fill('Sinus rhythm with frequent ventricular beats.');
  await page.getByRole('button', { name: 'Keep conclusion' }).click();
  await expect(report.sheet).toContainText('Sinus rhythm with frequent ventricular beats.');
  await report.strips.getByRole('textbox').fill('Frequent V');
  await report.strips.getByRole('textbox').press('Enter');
  await expect(report.sheet).toContainText('1. Frequent V');
  await report.part('Heart rate variability').click();
  await expect(report.sheet).toContainText('SDNN');
  await photograph(page, 'report');

  await page.keyboard.press('Control+z');
  await expect(report.sheet).not.toContainText('SDNN');

  await page.emulateMedia({ media: 'print' });
  const strip = report.sheet.getByRole('img', { name: /^Frequent V/ }).first();
  const box = await strip.boundingBox();
  expect(box?.width).toBeCloseTo(186 * millimetre, 0);
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  const printed = await page.pdf({ preferCSSPageSize: true });
  const text = printed.toString('latin1');
  expect(text.startsWith('%PDF')).toBe(true);
  // Two strips of two rows do not fit on one page: what does not goes to the next.
  expect(text.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
  expect(/\/MediaBox\s*\[\s*0 0 59[45]\.?\d* 84[12]/.test(text)).toBe(true);
});

test('files for other programs are written from the report', async ({ page, host }) => {
  const report = new ReportPage(page);
  await new FramePage(page).open(host.url);
  await new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await new ReviewPage(page).ready();
  await page.keyboard.press('Control+6');
  await expect(report.sheet).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), report.export('Beats as CSV').click()]);
  const table = await readFile(await download.path(), 'utf8');
  expect(table.split('\n')[0]).toContain('sample,seconds');
  expect(table.trimEnd().split('\n').length).toBeGreaterThan(100);
  const [events] = await Promise.all([page.waitForEvent('download'), report.export('Events as CSV').click()]);
  expect(events.suggestedFilename()).toMatch(/\.events\.csv$/);
  const [annotations] = await Promise.all([page.waitForEvent('download'), report.export('WFDB annotations').click()]);
  expect(annotations.suggestedFilename()).toMatch(/\.cal$/);
});
