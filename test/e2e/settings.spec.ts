import { readFile } from 'node:fs/promises';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('a key that was changed works at once, is shown where the old one was, and is kept', async ({ page, sample }) => {
  const settings = new SettingsPage(page);
  const frame = new FramePage(page);
  await settings.open(sample.url);
  await settings.filter.fill('search recordings');
  await settings.give('Search recordings and commands', 'Control+Shift+p');
  await expect(page.getByRole('banner')).toContainText('Ctrl Shift P');
  await photograph(page, 'settings');
  await page.reload();
  await page.keyboard.press('Control+k');
  await expect(frame.palette).toBeHidden();
  await page.keyboard.press('Control+Shift+p');
  await expect(frame.palette).toBeVisible();
});

test('a key of another command is refused with its name, and so is a letter for a command', async ({
  page,
  sample,
}) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  await settings.give('Filter the list', 'Control+o');
  await expect(settings.refusal).toHaveText('Ctrl O belongs to “Import files”. Take it off there first.');
  await settings.give('Filter the list', 'x');
  await expect(settings.refusal).toHaveText('x names a beat, so it cannot start a command. Add Ctrl or Alt.');
  await settings.give('Filter the list', 'Escape');
  await expect(settings.key('Filter the list')).toContainText('F');
});

test('a key that was taken off can be given to another command, and all keys can be reset', async ({
  page,
  sample,
}) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  await page.getByRole('button', { name: 'Take the key off “Import files”' }).click();
  await expect(settings.key('Import files')).toHaveText('no key');
  await settings.give('Filter the list', 'Control+o');
  await expect(page.getByText('2 keys changed')).toBeVisible();
  await page.getByRole('button', { name: 'Reset all keys…' }).click();
  await page.getByRole('button', { name: 'Reset 2 keys' }).click();
  await expect(page.getByText('no key changed')).toBeVisible();
  await expect(settings.key('Import files')).toContainText('O');
});

test('keys go to another computer in a file, and a file without keys changes nothing', async ({ page, sample }) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  await settings.give('Filter the list', 'Alt+l');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export keys' }).click(),
  ]);
  const exported = await readFile(await download.path());
  await page.getByRole('button', { name: 'Give “Filter the list” its own key again' }).click();
  const take = async (name: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import keys…' }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer });
  };
  await take('holiday.json', Buffer.from('{"pictures":[]}'));
  await expect(page.getByText('The keys were not imported', { exact: true })).toBeVisible();
  await expect(page.getByText('no key changed')).toBeVisible();
  await take('caliper-keys.json', exported);
  await expect(settings.key('Filter the list')).toContainText('AltL');
});

test('with plain keys off the question mark does nothing, and keys with a modifier work', async ({ page, sample }) => {
  const settings = new SettingsPage(page);
  const frame = new FramePage(page);
  await settings.open(sample.url);
  await settings.choice('Keys without a modifier', 'Off').click();
  await page.keyboard.press('Control+1');
  await new LibraryPage(page).list.focus();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(frame.palette).toBeVisible();
  await expect(frame.keys).toBeHidden();
});

test('a larger interface keeps the millimetres of the paper, and menus open where they belong', async ({
  page,
  sample,
}) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  await page.keyboard.press('Control+2');
  await page.goto(`${sample.url}#/review/sample-01`);
  const paper = page.getByRole('application');
  const length = () =>
    page.evaluate<number>("document.querySelector('[role=application] canvas').getBoundingClientRect().width");
  await paper.waitFor();
  const before = { width: await length(), bar: (await page.getByRole('banner').boundingBox())?.height ?? 0 };
  await page.goto(`${sample.url}#/settings`);
  await settings.choice('Size of the interface', '125 %').click();
  await photograph(page, 'settings-125');
  await page.goto(`${sample.url}#/review/sample-01`);
  await paper.waitFor();
  expect((await page.getByRole('banner').boundingBox())?.height).toBe(before.bar * 1.25);
  const box = await paper.boundingBox();
  expect(await length()).toBeCloseTo(box?.width ?? 0, 0);
  expect(await length()).toBeLessThan(before.width);
  const trigger = page.getByRole('button', { name: 'History' });
  await trigger.click();
  const [button, layer] = [await trigger.boundingBox(), await new FramePage(page).history.boundingBox()];
  expect(Math.abs((layer?.x ?? 0) + (layer?.width ?? 0) - (button?.x ?? 0) - (button?.width ?? 0))).toBeLessThan(4);
  await photograph(page, 'review-125');
});

test('the keys of every place can be changed before it was visited', async ({ page, sample }) => {
  const settings = new SettingsPage(page);
  await settings.open(sample.url);
  const groups = page.getByRole('table').locator('th[scope=rowgroup]');
  for (const name of ['Library', 'Review', 'Families', 'Rhythm', 'Page', 'Application'])
    await expect(groups.filter({ hasText: new RegExp(`^${name}$`) }).first()).toBeVisible();
  await settings.filter.fill('lasso');
  await expect(page.getByRole('table').getByRole('row')).not.toHaveCount(1);
});
