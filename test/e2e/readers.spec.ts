import type { BeatClass } from '../../app/contract/classes.ts';
import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReadersPage } from './pages/readers-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test('two people read blind, and a third settles what they differ on', async ({ page, host }) => {
  const readers = new ReadersPage(page);
  const review = new ReviewPage(page);
  await new FramePage(page).open(host.url);
  await new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await review.ready();
  for (const name of ['Anna Lindqvist', 'Maria Okafor', 'Carl Weber']) await readers.become(name);

  await page.keyboard.press('Control+7');
  await page.getByRole('combobox', { name: 'First reader' }).selectOption('Anna Lindqvist');
  await page.getByRole('combobox', { name: 'Second reader' }).selectOption('Maria Okafor');
  await page.getByRole('button', { name: 'Begin double reading' }).press('Enter');
  await expect(readers.readings).toContainText('hidden from each other');

  /** Labels the first beats as one of the two and finishes. */
  async function read(name: string, labels: readonly BeatClass[]): Promise<void> {
    await readers.become(name);
    await page.getByRole('button', { name: 'Open your reading' }).press('Enter');
    await review.ready();
    for (const [index, label] of labels.entries()) {
      await review.paper.focus();
      await page.keyboard.press('Escape');
      await review.selectBeat(index + 1);
      await page.keyboard.press(label.toLowerCase());
      await expect(review.shownClass()).toHaveAccessibleName(new RegExp(`^${label},`));
    }
    await page.keyboard.press('Control+7');
    await expect(readers.readings).toContainText(`${labels.length} beats decided`);
    await page.getByRole('button', { name: 'Finish your reading…' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Finish reading' }).press('Enter');
  }
  await read('Anna Lindqvist', ['V', 'V', 'S']);
  await expect(readers.readings).toContainText('hidden until both have finished');
  await expect(readers.agreement).toBeHidden();
  await read('Maria Okafor', ['V', 'F', 'Q']);

  await readers.become('Carl Weber');
  await expect(readers.agreement).toContainText('beats alike');
  await expect(readers.differences.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Take over what both say' }).press('Enter');
  await expect(page.getByText('1 beat taken over.')).toBeVisible();
  await readers.differences.getByRole('row').nth(1).focus();
  await photograph(page, 'readers');
  await page.keyboard.press('f');
  await expect(readers.differences.getByRole('row').nth(1).getByRole('gridcell').nth(3)).toContainText('F');
  await readers.differences.getByRole('row').nth(2).focus();
  await page.keyboard.press('1');
  await expect(readers.readings).toContainText('everything settled');
});
