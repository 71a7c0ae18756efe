import { expect, photograph, test } from './fixtures.ts';
import { ReviewPage } from './pages/review-page.ts';

test('a recording says by what, on which leads, how well and how fast it was analysed', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-03');
  const line = page.getByRole('button', { name: /^Analysis:/ });
  await expect(line).toContainText('MLII+V1 · 99 % readable · CPU · 3.2 s');
  await line.click();
  const sheet = page.getByRole('dialog', { name: /^Analysis:/ });
  await expect(sheet).toContainText('detected positions');
  await expect(sheet).toContainText('2 stretches cannot be read');
  await photograph(page, 'review-run-info');
  await sheet.getByRole('button', { name: '00:21:00–00:21:24' }).click();
  await expect.poll(() => review.windowStart()).toBeGreaterThan(1240);
});

test('what cannot be read is hatched on the paper and in the overview', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-03');
  const before = await review.picture('grid');
  await review.jumpTo(27 / 1800);
  await photograph(page, 'review-unreadable');
  expect(await review.picture('grid')).not.toBe(before);
});

test('more beats of the rare classes are found by moving the operating point', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-03');
  await page.getByRole('button', { name: 'Find more rare beats' }).click();
  const sheet = page.getByRole('dialog', { name: 'Find more rare beats' });
  await expect(sheet).toContainText('No beat would change.');
  await sheet.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(sheet).toContainText('4 beats would change');
  await photograph(page, 'review-strength');
  await sheet.getByRole('button', { name: 'Relabel 4 beats' }).click();
  await expect(sheet).toBeHidden();
  const line = page.getByRole('button', { name: /^Analysis:/ });
  await expect(line).toContainText('· moved to 0.90');
  await line.click();
  await expect(page.getByRole('dialog', { name: /^Analysis:/ })).toContainText('moved: 0.90');
});

test('a model without a rule for rare classes has no operating point', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(page.getByRole('button', { name: /^Analysis:/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Find more rare beats' })).toHaveCount(0);
});

test('a recording unlike the training data carries a warning', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-05');
  await expect(page.getByRole('note').filter({ hasText: 'unlike the training data' })).toBeVisible();
  await photograph(page, 'review-drift');
});

test('the inspector names the classes that cannot be excluded, and marks a beat in doubt', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-03');
  await review.paper.focus();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(review.inspector).toContainText('in doubt');
  await expect(review.inspector).toContainText('Not excluded');
});
