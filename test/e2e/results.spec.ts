import { readFile } from 'node:fs/promises';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { ResultsPage } from './pages/results-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test('all recordings with annotations stand in one table, gross and average below', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await frame.goTo('Results');
  await expect(results.matrix).toBeVisible();
  await expect(results.recording('sample-03')).toContainText('%');
  await expect(results.recording('sample-04')).toHaveCount(0);
  await expect(results.records.getByRole('row').filter({ hasText: 'Gross' })).toContainText('%');
  await expect(results.figure('Errors found').locator('canvas').first()).toBeVisible();
  await photograph(page, 'results-all-light');
});

test('the table of recordings is sorted by any column', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url);
  const head = results.records.getByRole('columnheader', { name: 'S Se', exact: true });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const values = await results.column(6);
  const numbers = values.map(Number.parseFloat).filter((value) => !Number.isNaN(value));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(values.at(-1)).toBe('–');
});

test('a cell of all recordings lists those that have such beats, and each opens them', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url);
  const cell = results.cell('supraventricular', 'normal');
  const count = await results.countIn(cell);
  await cell.click();
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  const listed = (await results.column(-1)).map((text) => Number(text.replaceAll(',', '')));
  expect(listed.reduce((sum, value) => sum + value, 0)).toBe(count);
  await photograph(page, 'results-cell-light');
  await results.recording('sample-06').getByRole('button').click();
  await expect(page).toHaveURL(/#\/review\/sample-06$/);
  await expect(results.list).toContainText('supraventricular shown as normal');
  await results.list.getByRole('button', { name: 'Back to Results' }).click();
  await expect(page).toHaveURL(/#\/results$/);
});

test('a cell opens its beats in Review, one after the other', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  const review = new ReviewPage(page);
  await results.open(sample.url, 'sample-03');
  const cell = results.cell('ventricular', 'normal');
  const count = await results.countIn(cell);
  await cell.click();
  await expect(page).toHaveURL(/#\/review\/sample-03$/);
  await expect(results.list).toContainText(`1 of ${count}`);
  await expect(review.inspector).toContainText(/Beat \d+/);
  await expect(review.inspector).toContainText('differs from label');
  const first = await review.inspector.getByRole('heading', { level: 2 }).innerText();
  await photograph(page, 'results-list-light');
  await review.paper.focus();
  await page.keyboard.press('ArrowDown');
  await expect(results.list).toContainText(`2 of ${count}`);
  await expect(review.inspector.getByRole('heading', { level: 2 })).not.toHaveText(first);
  await page.keyboard.press('ArrowUp');
  await expect(review.inspector.getByRole('heading', { level: 2 })).toHaveText(first);
});

test('a missed beat is marked where the reference has it, and nothing is selected', async ({ page, sample }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  await results.cell('ventricular', 'no beat: missed').click();
  await expect(results.list).toContainText('ventricular missed');
  await expect(results.list).toContainText('The reference has a beat here that is not shown.');
  await expect(new ReviewPage(page).inspector).toContainText('No beat selected');
  await photograph(page, 'results-missed-dark');
});

test('a matrix is one tab stop: arrows go from cell to cell and Enter opens', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  await results.cell('normal', 'normal').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(results.cell('ventricular', 'normal')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(results.list).toContainText('ventricular shown as normal');
});

test('runs are compared as well, and open from their first beat', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  const runs = page.getByRole('table', { name: 'Ventricular runs, Sensitivity', exact: true });
  await runs.getByRole('button', { name: /reference run of 2, shown run of 1$/ }).click();
  await expect(results.list).toContainText('Ventricular runs: 2 in the reference, 1 shown');
  await expect(new ReviewPage(page).inspector).toContainText(/Beat \d+/);
});

test('the mapping and the start can be changed, and the figures follow', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  const cell = results.cell('normal', 'normal');
  const later = await results.countIn(cell);
  await page.getByRole('button', { name: 'Whole recording' }).click();
  await expect.poll(() => results.countIn(cell)).toBeGreaterThan(later);
  await page.getByRole('button', { name: 'AAMI' }).click();
  await expect(page.getByRole('button', { name: 'AAMI' })).toHaveAttribute('aria-pressed', 'true');
});

test('results are saved as text and as JSON', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const text = await saved('Text');
  expect(text.name).toBe('sample-03-ec57.txt');
  expect(text.text).toContain('Beat-by-beat comparison results for record sample-03');
  const json = await saved('JSON');
  expect(json.name).toBe('sample-03-ec57.json');
  const answer: unknown = JSON.parse(json.text);
  expect(answer).toMatchObject({ name: 'sample-03', question: { mapping: 'ec57', from: 300 } });
});

test('beats at the positions of the file are said to be so, and can be found instead', async ({ page, sample }) => {
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-01');
  await expect(page.getByRole('note').filter({ hasText: 'Beats were taken from the file' })).toBeVisible();
  await page.getByRole('button', { name: 'Find the beats and analyse again' }).click();
  await new FramePage(page).goTo('Library');
  await expect(page.getByRole('region', { name: 'Importing', exact: true })).toBeVisible();
});

test('a recording without annotations says what is needed', async ({ page, sample }) => {
  await new FramePage(page).open(`${sample.url}#/results/sample-04`);
  await expect(page.getByText('This recording has no reference annotations')).toBeVisible();
  await photograph(page, 'results-none');
});

test('results look as well in the dark and in a small window', async ({ page, sample }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  const results = new ResultsPage(page);
  await results.open(sample.url, 'sample-03');
  await expect(results.figure('Errors found').locator('canvas').first()).toBeVisible();
  await photograph(page, 'results-one-dark-1280x800');
});

test.describe('with an empty library', () => {
  test.use({ state: 'empty' });

  test('the screen says what will be here', async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/results`);
    await expect(page.getByText('Nothing to compare with')).toBeVisible();
    await page.getByRole('button', { name: 'Go to Library' }).click();
    await expect(page).toHaveURL(/#\/library$/);
  });
});

test.describe('with a failing core', () => {
  test.use({ state: 'failing' });

  test('the screen says what happened and asks again', async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/results`);
    await expect(page.getByRole('alert')).toContainText('The comparison could not be made');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

test('the real core compares the demo recording, finds its beats itself, and moves the operating point', async ({
  page,
  host,
}) => {
  const results = new ResultsPage(page);
  const frame = new FramePage(page);
  await frame.open(host.url);
  await frame.goTo('Results');
  const atFile = page.getByRole('note').filter({ hasText: 'Beats were taken from the file' });
  await expect(atFile).toBeVisible();
  await expect(results.statistics).toContainText('100.00 %');
  await page.getByRole('button', { name: 'Find the beats and analyse again' }).click();
  await expect(atFile).toBeHidden();
  await results.recording('demo').getByRole('link').click();
  const cell = results.cell('normal', 'normal');
  const count = (await results.countIn(cell)).toLocaleString('en');
  await cell.click();
  await expect(results.list).toContainText(`1 of ${count}`);
  await expect(page.getByRole('button', { name: /^Analysis: .* readable · CPU/ })).toBeVisible();
  await page.getByRole('button', { name: 'Find more rare beats' }).click();
  const sheet = page.getByRole('dialog', { name: 'Find more rare beats' });
  await expect(sheet).toContainText('No beat would change.');
  await photograph(page, 'results-demo');
});
