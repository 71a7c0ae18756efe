import { AxeBuilder } from '@axe-core/playwright';

import { expect, photograph, test } from './fixtures.ts';
import { QueuePage } from './pages/queue-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test.use({ viewport: { width: 1600, height: 1000 } });

test('a reader goes through the queue by keys alone: start, accept, relabel, decide later, back', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const queue = new QueuePage(page);
  await review.open(sample.url, 'sample-01');
  await page.keyboard.press('Alt+q');
  await expect(queue.row(1)).toHaveAttribute('aria-selected', 'true');
  await expect(queue.list).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(queue.row(1)).toHaveAccessibleName(/accepted$/);
  await expect(queue.row(2)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('f');
  await expect(queue.row(2)).toHaveAccessibleName(/Fusion.*corrected$/);
  await expect(queue.row(3)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press(' ');
  await expect(queue.row(3)).toHaveAccessibleName(/to be decided later$/);
  await expect(queue.row(4)).toHaveAttribute('aria-selected', 'true');
  await expect(queue.panel).toContainText('2 read, 1 corrected');

  await page.keyboard.press('ArrowUp');
  await expect(queue.row(3)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+n');
  await expect(queue.row(4)).toHaveAttribute('aria-selected', 'true');
  await expect(review.inspector).toContainText(/Beat [\d,]+/);
  await photograph(page, 'queue-light');
});

test('keys pressed faster than the core answers are meant for the beats that they come to', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const queue = new QueuePage(page);
  await review.open(sample.url, 'sample-01');
  await page.keyboard.press('Alt+q');
  await expect(queue.row(1)).toHaveAttribute('aria-selected', 'true');
  for (const key of ['Enter', 'Enter', 'v', 'Enter', 'Enter']) await page.keyboard.press(key);
  await expect(queue.row(6)).toHaveAttribute('aria-selected', 'true');
  for (const place of [1, 2, 4, 5]) await expect(queue.row(place)).toHaveAccessibleName(/accepted$/);
  await expect(queue.row(3)).toHaveAccessibleName(/Ventricular/);
  await expect(queue.panel).toContainText('5 read');
});

test('the estimate says what it rests on, and keeps the threshold that is typed', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  const queue = new QueuePage(page);
  await review.open(sample.url, 'sample-01');
  await queue.estimate.click();
  await expect(queue.sheet).toContainText('Cannot say yet');
  await queue.sheet.getByRole('spinbutton').fill('12');
  await page.keyboard.press('Tab');
  await photograph(page, 'queue-estimate');
  await page.keyboard.press('Escape');
  await expect(queue.estimate).toBeFocused();
  await queue.estimate.click();
  await expect(queue.sheet.getByRole('spinbutton')).toHaveValue('12');
});

test('the queue and the reasons hold nothing against assistive technology, in light and dark', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const queue = new QueuePage(page);
  await review.open(sample.url, 'sample-01');
  await page.keyboard.press('Alt+q');
  await page.keyboard.press('Enter');
  await expect(queue.row(2)).toHaveAttribute('aria-selected', 'true');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await queue.estimate.click();
    await expect(queue.sheet).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
    await page.keyboard.press('Escape');
    await photograph(page, `queue-${scheme}-why`);
  }
});
