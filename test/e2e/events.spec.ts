import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';

import { commandLine } from '../support/command-line.ts';
import { databaseFolder } from '../support/databases.ts';
import { expect, photograph, test } from './fixtures.ts';
import { EventsPage } from './pages/events-page.ts';
import { FramePage } from './pages/frame-page.ts';
import { ReviewPage } from './pages/review-page.ts';

const mitdb = databaseFolder('mitdb');

/** What axe finds in a part of the page. */
async function findings(page: Page, selector: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('a reader opens a kind, goes from event to event, accepts one and dismisses another by keyboard alone', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const events = new EventsPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(events.kind(/^Ventricular couplets/)).toBeVisible();
  await photograph(page, 'events-kinds');

  await events.kinds.focus();
  await page.keyboard.press('Home');
  await events.down(/^Ventricular couplets/);
  await page.keyboard.press('Enter');
  await expect(events.list(/^Ventricular couplets/)).toBeFocused();
  await expect(events.event(1)).toHaveAttribute('aria-selected', 'true');
  await expect(review.selected()).toHaveCount(2);

  await page.keyboard.press('Enter');
  await expect(events.event(1)).toContainText('accepted');
  await expect(events.event(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Delete');
  await expect(events.event(2)).toContainText('dismissed');
  await photograph(page, 'events-list');
  expect(await findings(page, '.events')).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(events.kinds).toBeFocused();
  await expect(events.kind(/^Ventricular couplets/)).toContainText('1 dismissed');
});

test('events follow a relabelled beat while the reader looks', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  const events = new EventsPage(page);
  await review.open(sample.url, 'sample-01');
  const couplets = events.kind(/^Ventricular couplets/);
  await expect(couplets).toContainText('138');
  await couplets.click();
  await expect(review.selected()).toHaveCount(2);
  await review.paper.focus();
  await page.keyboard.press('n');
  await expect(events.list(/^Ventricular couplets, 137 listed/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(events.list(/^Ventricular couplets, 138 listed/)).toBeVisible();
});

test('Alt ↓ goes from event to event wherever the focus is, and F10 accepts the one on the paper', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const events = new EventsPage(page);
  await review.open(sample.url, 'sample-01');
  await events.filter('V').click();
  await review.paper.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(review.selected().first()).toBeAttached();
  const first = await review.selected().first().textContent();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(review.selected().first()).not.toHaveText(first ?? '');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(review.selected().first()).toHaveText(first ?? '');
  await page.keyboard.press('F10');
  await expect(page.getByText(/: accepted$/)).toBeAttached();
});

test('other limits make other events, from the keyboard alone', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  const events = new EventsPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(events.kind(/^Pauses ≥ 2\.0 s, 0/)).toBeVisible();
  await new FramePage(page).search('criteria of events');
  await page.keyboard.press('Enter');
  await expect(events.criteria).toBeVisible();
  await photograph(page, 'events-criteria');
  expect(await findings(page, '[role=dialog]')).toEqual([]);

  const limit = events.criteria.getByRole('spinbutton', { name: 'Pause, At least (ms)' });
  await limit.focus();
  await limit.fill('800');
  await limit.press('Tab');
  await events.criteria.getByRole('button', { name: 'Use these criteria' }).press('Enter');
  await expect(events.criteria).toBeHidden();
  await expect(events.kind(/^Pauses ≥ 0\.8 s, [1-9]/)).toBeVisible();
});

test.describe('in dark colours on a small screen, in German', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 1280, height: 800 }, locale: 'de-DE' });

  test('the panel keeps its counts when it is folded, and opens over the paper', async ({ page, sample }) => {
    const review = new ReviewPage(page);
    await page.goto(`${sample.url}#/review/sample-01`);
    const panel = page.getByRole('region', { name: 'Ereignisse', exact: true });
    await expect(panel).toContainText(/V \d+ · S \d+ · Pausen 0/);
    await page.keyboard.press('Control+j');
    await expect(panel.getByRole('option', { name: /^Ventrikuläre Couplets, 138/ })).toBeVisible();
    await photograph(page, 'events-dark-german');
    expect(review.page).toBe(page);
  });
});

test.describe('on the real core', () => {
  test.use({ demo: false });

  test('recording 232 of MIT-BIH lists its pauses, and each opens its place', async ({ page, host }) => {
    test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
    const imported = await commandLine(host.dataFolder, 'session', 'import', `${mitdb ?? ''}/232.hea`, '--json');
    expect(imported.code).toBe(0);
    const listed = await commandLine(host.dataFolder, 'session', 'list', '--json');
    const [row] = JSON.parse(listed.out) as { id: string }[];
    const review = new ReviewPage(page);
    const events = new EventsPage(page);
    await new FramePage(page).open(host.url);
    await review.open(new URL('/', host.url).href, row!.id);
    await expect(events.kind(/^Pauses ≥ 2\.0 s, 116, longest 5,872 ms/)).toBeVisible();
    await events.kind(/^Longest RR/).click();
    await expect(review.selected()).toHaveCount(2);
    await photograph(page, 'events-232');
    await page.keyboard.press('Delete');
    await expect(events.event(1)).toContainText('dismissed');
    await page.keyboard.press('Escape');
    await expect(events.kind(/^Pauses/)).toContainText('1 dismissed');
    await new FramePage(page).undo.click();
    await expect(events.kind(/^Pauses/)).not.toContainText('dismissed');
  });
});
