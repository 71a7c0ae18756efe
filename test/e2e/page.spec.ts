import { commandLine } from '../support/command-line.ts';
import { databaseFolder } from '../support/databases.ts';
import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { PagePage } from './pages/page-page.ts';

const mitdb = databaseFolder('mitdb');

test('a page shows thirty minutes in thirty rows with their rates, ectopic beats and longest intervals', async ({
  page,
  sample,
}) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await expect(rows.rows.getByRole('row')).toHaveCount(31);
  await expect.poll(() => rows.hasInk()).toBe(true);
  await expect(rows.row('00:29:00')).toContainText(/beats: N \d+/);
  await expect(rows.tools).toContainText('Page 1 of 1');
  await photograph(page, 'page-light');
});

test('arrows move between rows and beats, and the row follows the beat in hand', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await rows.press('ArrowDown', 'ArrowDown', 'ArrowUp');
  await expect(rows.current()).toContainText('00:01:00');
  await rows.press('ArrowRight', 'ArrowLeft');
  await expect(rows.current()).toContainText('00:00:00');
  await rows.press('End');
  await expect(rows.current()).toContainText('00:29:00');
  await rows.press('Home');
  await expect(rows.current()).toContainText('00:00:00');
});

test('Enter expands a row, and then opens its stretch in Review with the same beat selected', async ({
  page,
  sample,
}) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await rows.press('ArrowDown', 'ArrowDown', 'Enter', 'ArrowRight', 'ArrowRight');
  await expect(rows.current()).toContainText('expanded');
  await expect(rows.beats.locator('[aria-selected=true]')).toHaveCount(1);
  await photograph(page, 'page-expanded');
  await rows.press('Enter');
  await expect(page.getByRole('application', { name: /^ECG paper/ })).toBeVisible();
  const selected = page.getByRole('grid', { name: 'Beats on the paper' }).locator('[aria-selected=true]');
  await expect(selected).toHaveCount(1);
});

test('a beat is relabelled on an expanded row, and that is taken back', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await rows.press('Enter', 'ArrowRight', 'ArrowRight');
  const beat = rows.beats.getByRole('row').nth(1);
  const before = (await beat.textContent()) ?? '';
  await rows.press('q');
  await expect(beat).toContainText('Beat 2, Q,');
  await expect(new FramePage(page).undo).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(beat).toHaveText(before);
});

test('Esc collapses the row and then clears the selection', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await rows.press('Enter', 'ArrowRight');
  await rows.press('Escape');
  await expect(rows.rows).not.toContainText('expanded');
  await rows.press('Enter');
  await expect(rows.beats.locator('[aria-selected=true]')).toHaveCount(1);
  await rows.press('Escape', 'Escape', 'Enter');
  await expect(rows.beats.locator('[aria-selected=true]')).toHaveCount(0);
});

test('a drag over two rows selects the beats of that stretch', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  const [first, second] = [await rows.row('00:02:00').boundingBox(), await rows.row('00:03:00').boundingBox()];
  if (!first || !second) throw new Error('The rows are not shown.');
  await page.mouse.move(first.x + 1000, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(second.x + 400, second.y + second.height / 2, { steps: 8 });
  await page.mouse.up();
  const selected = page.getByText('Selected', { exact: true }).locator('xpath=../dd');
  await expect.poll(async () => Number(await selected.textContent())).toBeGreaterThan(20);
});

test('a day is turned page by page, and only pages are asked for', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-22');
  await expect(rows.tools).toContainText('Page 1 of 48');
  await rows.press('PageDown', 'PageDown');
  await expect(rows.tools).toContainText('Page 3 of 48');
  await expect(rows.row('01:00:00')).toContainText(/\d ms/);
  await rows.tools.getByRole('group', { name: 'Length of a row' }).getByText('2 min').click();
  await expect(rows.tools).toContainText('Page 2 of 24');
  await expect(rows.current()).toContainText('01:00:00');
  await expect(rows.rows).toBeFocused();
});

test('a class that is hidden is announced as hidden', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await rows.open(sample.url, 'sample-01');
  await rows.tools.getByRole('button', { name: /^Ventricular: / }).focus();
  await rows.press('Space');
  await expect(rows.tools.getByRole('button', { name: /^Ventricular: .*hidden/ })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
});

test('a page without an open recording says where recordings are', async ({ page, sample }) => {
  await new FramePage(page).open(`${sample.url}#/page`);
  await expect(page.getByText('No recording is open')).toBeVisible();
  await page.getByRole('button', { name: 'Go to Library' }).click();
  await expect(page.getByRole('grid', { name: 'Recordings' })).toBeVisible();
});

test('a page prints on A4 across, at a scale that it says', async ({ page, sample }) => {
  const rows = new PagePage(page);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await rows.open(sample.url, 'sample-01');
  await page.keyboard.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.page-print')).toContainText(
    /1 row = 1 min, at 100 %: \d\.\d\d mm\/s, MLII \d+\.\d mm\/mV/,
  );
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await page.setViewportSize({ width: 1123, height: 794 });
  await photograph(page, 'page-print');
});

test.describe('of the MIT-BIH database', () => {
  test.use({ demo: false });

  test('record 200 is shown with its bigeminy, and a beat of it is deleted and brought back', async ({
    page,
    host,
  }) => {
    test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
    const imported = await commandLine(host.dataFolder, 'session', 'import', `${mitdb}/200.hea`, '--json');
    expect(imported.code).toBe(0);
    const listed = await commandLine(host.dataFolder, 'session', 'list', '--json');
    const [{ id }] = JSON.parse(listed.out) as [{ id: string }];
    const rows = new PagePage(page);
    await new FramePage(page).open(host.url);
    await rows.open(new URL('/', host.url).href, id);
    await expect(rows.rows.getByRole('row')).toHaveCount(32);
    await rows.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter', 'ArrowRight');
    await expect.poll(() => rows.hasInk()).toBe(true);
    await photograph(page, 'page-200');
    const beats = rows.beats.getByRole('row');
    const count = await beats.count();
    await rows.press('.');
    await expect(beats).toHaveCount(count - 1);
    await expect(new FramePage(page).undo).toBeEnabled();
    await page.keyboard.press('Control+z');
    await expect(beats).toHaveCount(count);
  });
});
