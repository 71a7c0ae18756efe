import { AxeBuilder } from '@axe-core/playwright';

import { commandLine } from '../support/command-line.ts';
import { databaseFolder } from '../support/databases.ts';
import { expect, photograph, test } from './fixtures.ts';
import { FamiliesPage } from './pages/families-page.ts';
import { FramePage } from './pages/frame-page.ts';

const mitdb = databaseFolder('mitdb');

test.describe('families of record 208', () => {
  test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
  test.use({ demo: false });

  let recordingId = '';
  let address = '';

  test.beforeEach(async ({ page, host }) => {
    await commandLine(host.dataFolder, 'session', 'import', `${mitdb}/208.hea`, '--json');
    const listed = await commandLine(host.dataFolder, 'session', 'list', '--json');
    recordingId = (JSON.parse(listed.out) as { id: string }[])[0]!.id;
    address = new URL('/', host.url).href;
    await new FramePage(page).open(host.url);
  });

  test('are corrected with the keyboard alone: choose, preview, relabel, undo, merge, take apart', async ({ page }) => {
    const families = new FamiliesPage(page);
    await families.group(address, recordingId);
    await photograph(page, 'families-208');
    const number = await families.cards.count();

    await families.cards.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(families.focused()).toHaveAttribute('aria-selected', 'true');
    const beats = await families.beats(families.focused());
    await expect(page.getByRole('definition').filter({ hasText: new RegExp(`^${beats}$`) })).toBeVisible();

    await page.keyboard.press('f');
    await expect(families.preview).toContainText(/Relabel \d+ beats/);
    await expect(families.preview).toContainText('outliers left out');
    await photograph(page, 'families-208-preview');
    await page.keyboard.press('Escape');
    await expect(families.preview).toBeHidden();
    await expect(families.focused()).toHaveCount(1);

    await page.keyboard.press('f');
    await expect(families.preview.getByRole('button', { name: /^Relabel \d/ })).toBeEnabled();
    await page.keyboard.press('Enter');
    await expect(families.preview).toBeHidden();
    await expect(families.cards.nth(1)).toHaveAccessibleName(/Family 2, .* F [5-9]\d\d,/);
    await expect(families.focused()).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(families.cards.nth(1)).toHaveAccessibleName(/Family 2, [\d,]+ beats, V [5-9]\d\d,/);
    await expect(families.focused()).toHaveCount(1);

    await families.cards.nth(2).focus();
    await families.cards.nth(2).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+g');
    await expect(families.cards).toHaveCount(number - 1);
    await expect(families.focused()).toHaveCount(1);
    await page.keyboard.press('Alt+g');
    await expect(families.cards).toHaveCount(number);
    await expect(families.focused()).toHaveCount(1);
    await page.keyboard.press('Control+Shift+g');
    await expect(families.cards).toHaveCount(number + 1);
    await expect(families.focused()).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(families.cards).toHaveCount(number);
    await expect(families.focused()).toHaveCount(1);
  });

  test('lead to their beats in Review, where beats of the same shape are found and relabelled', async ({ page }) => {
    const families = new FamiliesPage(page);
    await families.group(address, recordingId);
    await families.cards.nth(2).click();
    await expect(families.detail.getByRole('heading', { name: 'Family 3' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(families.members.first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('heading', { name: 'Same shape in this recording' });
    await panel.scrollIntoViewIfNeeded();
    const ask = page.getByRole('button', { name: /^Preview relabel of \d+/ });
    await expect(ask).toBeEnabled();
    await photograph(page, 'review-208-similar');
    await page.keyboard.press('Control+Enter');
    await expect(families.preview).toContainText(/Relabel|Confirm/);
    await expect(families.preview.getByRole('button', { name: /^(Relabel|Confirm) \d/ })).toBeEnabled();
    await page.keyboard.press('Enter');
    await expect(families.preview).toBeHidden();
    await expect(page.getByRole('button', { name: /undo/i }).first()).toBeEnabled();
  });

  test('have nothing that axe finds, grouped or not, in light and dark', async ({ page }) => {
    const families = new FamiliesPage(page);
    await page.goto(`${address}#/families/${recordingId}`);
    await expect(page.getByRole('button', { name: /^Group/ })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await families.group(address, recordingId);
    await page.keyboard.press('v');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await photograph(page, 'families-208-dark');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
});

test('a recording that was never grouped says what grouping does', async ({ page, sample }) => {
  await page.goto(`${sample.url}#/families/sample-01`);
  await expect(page.getByText('Not grouped by shape yet')).toBeVisible();
  await expect(page.getByText('Nothing is relabelled.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Group [\d,]+ beats$/ })).toBeFocused();
});
