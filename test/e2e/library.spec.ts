import { resolve } from 'node:path';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';

const demoFiles = ['demo.hea', 'demo.dat', 'demo.atr'].map((name) =>
  resolve(import.meta.dirname, '../../resources/demo', name),
);

test.describe('with recordings', () => {
  test('the list shows each recording with its patient, length, beats and classes', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    const row = library.recording('sample-01');
    await expect(row).toContainText('F · 23 y');
    await expect(row).toContainText('00:30:00');
    await expect(row).toContainText('MLII, V1');
    await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [\d,]+, Supraventricular \d+, Ventricular [\d,]+/);
    await row.click();
    await expect(library.card('sample-01').locator('canvas[data-drawn=true]')).toBeVisible();
    await photograph(page, 'library-light');
  });

  test('arrows move through the list and Enter opens the recording', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await expect(library.recording('sample-01')).toHaveAttribute('aria-selected', 'true');
    await expect(library.list).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(library.recording('sample-02')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/review\/sample-02$/);
    await page.keyboard.press('Control+1');
    await expect(library.recording('sample-02')).toHaveAttribute('aria-selected', 'true');
    await expect(library.list).toBeFocused();
  });

  test('the list does not take the focus from the palette when it comes', async ({ page, sample }) => {
    const frame = new FramePage(page);
    await frame.open(`${sample.url}#/model`);
    await frame.search('sample');
    await page.evaluate("location.hash = '#/library'");
    // The open palette hides the list from roles.
    await expect(page.locator('[aria-selected=true]', { hasText: 'sample-01' })).toBeVisible();
    await page.keyboard.type('-04');
    await expect(frame.palette.getByRole('textbox')).toHaveValue('sample-04');
  });

  test('End scrolls to the last recording, of which only rows in sight exist', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await page.setViewportSize({ width: 1280, height: 640 });
    await new FramePage(page).open(sample.url);
    await expect(library.recording('sample-22')).toHaveCount(0);
    await library.list.focus();
    await page.keyboard.press('End');
    await expect(library.recording('sample-22')).toBeInViewport();
  });

  test('a column sorts on the first click and turns round on the second', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.sortBy('V burden');
    await expect(library.column('V burden')).toHaveAttribute('aria-sort', 'descending');
    expect((await library.names())[0]).toBe('sample-01');
    await library.sortBy('Recording');
    await library.sortBy('Recording');
    await expect(library.column('Recording')).toHaveAttribute('aria-sort', 'descending');
    expect((await library.names())[0]).toBe('sample-22');
  });

  test('the list is sorted with the keyboard alone', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.list.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(library.column('Recording')).toHaveAttribute('aria-sort', 'descending');
    for (const _ of ['Patient', 'Length']) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(library.column('Length')).toHaveAttribute('aria-sort', 'descending');
    await page.keyboard.press('Shift+Tab');
    await expect(library.list).toBeFocused();
    await expect(page).toHaveURL(/#\/library$|\/$/);
  });

  test('tabs and words together decide what is listed, and nothing found offers the way back', async ({
    page,
    sample,
  }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.show('In review');
    await expect(library.list.getByRole('rowgroup').getByRole('row')).toHaveCount(6);
    await page.keyboard.press('Control+f');
    await expect(library.filter).toBeFocused();
    await library.filter.fill('sample-06');
    await expect(library.list.getByRole('rowgroup').getByRole('row')).toHaveCount(1);
    await library.filter.fill('nobody');
    await expect(page.getByText('Nothing under “In review” contains “nobody”.')).toBeVisible();
    await page.getByRole('main').getByText('Show all recordings').click();
    await expect(library.recording('sample-01')).toBeVisible();
  });

  test('dropped files become an import that can be stopped', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.dropFiles([
      { name: 'holter.hea', text: 'holter 1 360 3600' },
      { name: 'holter.dat', text: 'not really a signal' },
    ]);
    const work = library.work('Importing');
    await expect(work).toContainText('holter.hea');
    await expect(work).toContainText('finding beats');
    await work.getByRole('button', { name: 'Stop' }).click();
    await expect(library.work('Import stopped')).toBeVisible();
    await library.work('Import stopped').getByRole('button', { name: 'Take off the list' }).click();
    await expect(library.work('Import stopped')).toHaveCount(0);
  });

  test('several imports keep the height of what they say, and so does the preview', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await page.setViewportSize({ width: 1280, height: 640 });
    await new FramePage(page).open(sample.url);
    await library.recording('sample-01').click();
    for (let index = 0; index < 6; index += 1) {
      await library.dropFiles([{ name: `holter-${index}.hea`, text: 'holter 1 360 3600' }]);
      await expect(library.importPanel.getByText(`holter-${index}.hea`, { exact: true })).toHaveCount(1);
    }
    const cut = await library.importPanel
      .getByRole('list')
      .evaluateAll((lists) => lists.map((list) => list.scrollHeight - list.clientHeight));
    expect(cut).toEqual([0, 0, 0, 0, 0, 0]);
    const preview = await library.card('sample-01').locator('canvas').boundingBox();
    expect(preview?.height).toBe(64);
    const strip = await library.card('sample-01').locator('.strip').boundingBox();
    expect(strip?.height).toBe(66);
  });

  test('removing asks first, starts on the safe answer, and then the recording is gone', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.recording('sample-03').click();
    await library.card('sample-03').getByRole('button', { name: 'Remove…' }).click();
    const question = page.getByRole('alertdialog', { name: 'Remove sample-03 from the library?' });
    await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused();
    await expect(question).toContainText('The recording’s own files are not touched.');
    await question.getByRole('button', { name: 'Remove sample-03' }).click();
    await expect(library.recording('sample-03')).toHaveCount(0);
    await expect(library.recording('sample-01')).toHaveAttribute('aria-selected', 'true');
    await expect(library.list).toBeFocused();
  });

  test('it fits a window of 1280 by 800 in the dark', async ({ page, sample }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await library.recording('sample-01').click();
    await expect(library.card('sample-01').locator('canvas[data-drawn=true]')).toBeVisible();
    const overflow = await library.list.evaluate((grid) => grid.scrollWidth - grid.clientWidth);
    expect(overflow).toBe(0);
    await photograph(page, 'library-dark-1280x800');
  });
});

test.describe('with nothing yet', () => {
  test.use({ state: 'empty' });

  test('an empty library says what will be here and offers the import', async ({ page, sample }) => {
    await new FramePage(page).open(sample.url);
    await expect(page.getByText('No recordings yet')).toBeVisible();
    await expect(page.getByRole('main').getByRole('button', { name: 'Import files' })).toBeVisible();
    await photograph(page, 'library-empty');
  });
});

test.describe('with a slow core', () => {
  test.use({ state: 'slow' });

  test('rows of final height hold the place of the list', async ({ page, sample }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(sample.url);
    await expect(library.list).toHaveAttribute('aria-busy', 'true');
  });
});

test.describe('with a failing disk', () => {
  test.use({ state: 'failing' });

  test('the list says what happened and offers to try again', async ({ page, sample }) => {
    await new FramePage(page).open(sample.url);
    const alert = page.getByRole('alert').filter({ hasText: 'The list could not be read' });
    await expect(alert).toContainText('The database file is damaged at page 12; nothing was changed.');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

test.describe('with the real core', () => {
  test('the demo recording is there on the first start, analysed', async ({ page, host }) => {
    const library = new LibraryPage(page);
    await new FramePage(page).open(host.url);
    const row = library.list.getByRole('rowgroup').getByRole('row').first();
    await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
  });

  test.describe('without the demo', () => {
    test.use({ demo: false });

    test('picked files are copied, imported and listed with their beats', async ({ page, host }) => {
      const library = new LibraryPage(page);
      await new FramePage(page).open(host.url);
      await expect(page.getByText('No recordings yet')).toBeVisible();
      await library.pickFiles(demoFiles);
      await expect(library.recording('demo')).toBeVisible({ timeout: 60_000 });
      await library.recording('demo').click();
      await library.card('demo').getByRole('button', { name: 'Remove…' }).click();
      await expect(page.getByRole('alertdialog')).toContainText(
        'Caliper’s copy is deleted; the files you chose stay where they are.',
      );
    });

    test('a file that is no recording is refused with a sentence, and nothing is listed', async ({ page, host }) => {
      const library = new LibraryPage(page);
      await new FramePage(page).open(host.url);
      await library.dropFiles([{ name: 'letter.hea', text: 'Dear colleague' }]);
      await expect(library.importPanel).toContainText(/letter/);
      await expect(library.importPanel).toContainText('not imported');
      await expect(page.getByText('No recordings yet')).toBeVisible();
    });
  });
});
