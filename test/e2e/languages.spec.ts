import type { Page } from 'playwright/test';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

/** Words that stand on one line and do not fit it, and controls that reach out of the window. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, a, h1, th, dt, dd, label, nav span, [role=gridcell] *, [role=columnheader]')]
    .filter((element) => element.checkVisibility() && !element.closest('.only-spoken, .hints, [aria-hidden=true]'))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const clipped = getComputedStyle(element).overflowX !== 'visible' && getComputedStyle(element).textOverflow !== 'ellipsis';
      return (clipped && element.scrollWidth > element.clientWidth + 1) || box.right > innerWidth + 1 || box.left < -1;
    })
    .map((element) => element.textContent.trim())`);
}

test.describe('for a reader whose system speaks German', () => {
  test.use({ locale: 'de-AT', viewport: { width: 1280, height: 800 } });

  test('words, numbers, dates and keys are German, and so is the page to a screen reader', async ({ page, sample }) => {
    const frame = new FramePage(page);
    await page.goto(sample.url);
    await expect(page.getByRole('navigation', { name: 'Orte' })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Aufzeichnungen' })).toContainText('40,7 %');
    await expect(page.getByRole('grid', { name: 'Aufzeichnungen' })).toContainText('2.475');
    await expect(page.getByRole('banner')).toContainText('Strg K');
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('de');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Befehle und Aufzeichnungen' }).getByRole('textbox').fill('zum modell');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/model$/);
    await expect(frame.palette).toBeHidden();
  });

  for (const place of [
    'library',
    'review/sample-01',
    'families/sample-01',
    'rhythm/sample-01',
    'page/sample-01',
    'report/sample-01',
    'readers/sample-01',
    'results',
    'model',
    'settings',
  ]) {
    test(`no long word breaks ${place} at 1280 × 800`, async ({ page, sample }) => {
      await page.goto(`${sample.url}#/${place}`);
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expect(page.getByRole('contentinfo')).toContainText('kein Medizinprodukt');
      await photograph(page, `german-${place.replaceAll('/', '-')}`);
      expect(await cutWords(page)).toEqual([]);
    });
  }
});

test('the language changes at once, is kept, and comes back to the system’s', async ({ page, sample }) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  const german = settings.choice('Language', 'Deutsch');
  await german.click();
  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Deutsch', exact: true })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Taste für „Liste filtern“ ändern' })).toBeVisible();
  await page.getByRole('group', { name: 'Sprache' }).getByRole('button', { name: 'Wie das System' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('the language changes by command, for the commands of the view as well', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await frame.search('deutsch');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Import');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Befehle und Aufzeichnungen' });
  await palette.getByRole('textbox').fill('liste filtern');
  await expect(palette.getByRole('option')).toHaveCount(1);
});
