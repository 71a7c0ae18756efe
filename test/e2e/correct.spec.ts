import type { Page } from 'playwright/test';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { HistoryPage } from './pages/history-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReviewPage } from './pages/review-page.ts';

/** Opens the demo recording once its beats are labelled. */
async function openDemo(page: Page, url: string): Promise<ReviewPage> {
  await new FramePage(page).open(url);
  const row = new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first();
  await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
  await row.focus();
  await page.keyboard.press('Enter');
  const review = new ReviewPage(page);
  await review.ready();
  return review;
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Milliseconds from the beat before, as the table of beats says. */
async function intervalOf(review: ReviewPage, number: string): Promise<number> {
  return Number(/RR (\d+) ms/.exec((await review.beat(number).textContent()) ?? '')?.[1]);
}

test.describe('corrections with the keyboard alone, by the real core', () => {
  test('a beat is inserted, moved by 40 ms, and another deleted; all of it is there after a reload', async ({
    page,
    host,
  }) => {
    const review = await openDemo(page, host.url);
    const frame = new FramePage(page);
    await review.selectBeat(3);
    await press(page, 'Alt+3', 'ArrowDown', 'v');
    await expect(review.beat('4')).toContainText('Beat 4, V, read');
    await expect(review.beat('4')).toHaveAttribute('aria-selected', 'true');
    await photograph(page, 'correct-insert');
    await press(page, 'Escape');
    const before = await intervalOf(review, '4');
    await press(page, 'Control+Alt+Shift+ArrowRight');
    await expect
      .poll(async () => Math.round((await intervalOf(review, '4')) / 10) * 10)
      .toBe(Math.round((before + 40) / 10) * 10);
    await expect(frame.saved).toHaveText('Saved');
    await press(page, 'ArrowLeft', 'ArrowLeft', '.');
    await expect(review.beat('3')).toContainText('Beat 3, V, read');
    await expect(frame.saved).toHaveText('Saved');
    await page.reload();
    await review.ready();
    await expect(review.beat('3')).toContainText('Beat 3, V, read');
  });

  test('a range is labelled, marked unreadable and commented, and stays so', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    await review.selectBeat(5);
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight', 'Alt+4', 's');
    for (const number of ['5', '6', '7']) await expect(review.beat(number)).toContainText(', S, read');
    const paper = await review.picture('grid');
    await press(page, 'Control+u');
    await expect.poll(() => review.picture('grid')).not.toBe(paper);
    await press(page, 'Control+m');
    await expect(page.getByRole('dialog', { name: /^Comment on 00:00/ })).toBeVisible();
    await page.keyboard.type('Movement of the arm');
    await press(page, 'Control+Enter');
    await expect(review.inspector).toContainText('Movement of the arm');
    await photograph(page, 'correct-range');
    await page.reload();
    await review.ready();
    await expect(review.inspector).toContainText('Movement of the arm');
    await expect(review.beat('6')).toContainText(', S, read');
    const history = new HistoryPage(page);
    await review.paper.focus();
    await history.open();
    await expect(history.step('Marked')).toHaveCount(1);
  });

  test('what a person marked as unreadable is readable again with the same key', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    await review.selectBeat(5);
    const paper = await review.picture('grid');
    await press(page, 'Control+u');
    await expect.poll(() => review.picture('grid')).not.toBe(paper);
    await press(page, 'Control+u');
    await expect.poll(() => review.picture('grid')).toBe(paper);
  });

  test('every beat is labelled at once, as one step that one key takes back', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    await review.selectBeat(3);
    const before = await review.beat('3').textContent();
    await press(page, 'Control+a');
    await expect(review.selected()).toHaveCount(await review.beats.getByRole('row').count());
    await press(page, 'q');
    await expect(review.beats).not.toContainText(/, [NSVF], /);
    await expect(new FramePage(page).saved).toHaveText('Saved');
    await press(page, 'Control+z');
    await expect(review.beat('3')).toHaveText(before ?? '');
  });

  test('five steps are taken back and repeated in order', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    const frame = new FramePage(page);
    await review.selectBeat(2);
    const numbers = ['2', '3', '4', '5', '6'];
    const before = await Promise.all(numbers.map((number) => review.beat(number).textContent()));
    for (const key of ['q', 'f', 's', 'v', 'q']) await press(page, key, 'ArrowRight');
    await expect(review.beat('6')).toContainText('Beat 6, Q, read');
    await expect(frame.saved).toHaveText('Saved');
    for (const number of numbers.toReversed()) {
      await press(page, 'Control+z');
      await expect(review.beat(number)).toContainText('not read');
    }
    expect(await Promise.all(numbers.map((number) => review.beat(number).textContent()))).toEqual(before);
    for (const number of numbers) {
      await press(page, 'Control+Shift+z');
      await expect(review.beat(number)).toContainText(', read');
    }
    await expect(review.beat('4')).toContainText('Beat 4, S, read');
  });

  test('an older step is taken back from the history and the later ones stay', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    const history = new HistoryPage(page);
    await review.selectBeat(2);
    const before = await review.beat('2').textContent();
    await press(page, 'f', 'ArrowRight', 'q');
    await expect(review.beat('3')).toContainText('Q, read');
    await history.open();
    await press(page, 'ArrowDown', 'Delete');
    await expect(review.beat('2')).toHaveText(before ?? '');
    await expect(review.beat('3')).toContainText('Q, read');
    await expect(history.step('Took back')).toHaveCount(1);
  });

  test('where a later step changed the same beat, both labels are shown and the reader chooses', async ({
    page,
    host,
  }) => {
    const review = await openDemo(page, host.url);
    const history = new HistoryPage(page);
    await review.selectBeat(2);
    const before = await review.beat('2').textContent();
    await press(page, 'f', 'q');
    await expect(review.beat('2')).toContainText('Q, read');
    await expect(new FramePage(page).saved).toHaveText('Saved');
    await history.open();
    await press(page, 'ArrowDown', 'Delete');
    await expect(history.list).toContainText('1 beat was changed again later.');
    await expect(page.getByRole('button', { name: 'Keep the later ones' })).toBeFocused();
    await photograph(page, 'correct-conflict');
    await press(page, 'Enter');
    await expect(review.beat('2')).toContainText('Q, read');
    await history.open();
    await press(page, 'ArrowDown', 'Delete');
    await expect(page.getByRole('button', { name: 'Keep the later ones' })).toBeFocused();
    await press(page, 'Tab', 'Enter');
    await expect(review.beat('2')).toHaveText(before ?? '');
  });

  test('with full codes a letter counts in its own case, and the code is on the label', async ({ page, host }) => {
    const review = await openDemo(page, host.url);
    await review.selectBeat(3);
    await press(page, 'Alt+c', 'e');
    await expect(review.beat('3')).toContainText('Beat 3, S (e), read');
    await press(page, 'Shift+E');
    await expect(review.beat('3')).toContainText('Beat 3, V (E), read');
    await expect(review.inspector).toContainText('E, ventricular escape');
    await photograph(page, 'correct-codes');
  });
});
