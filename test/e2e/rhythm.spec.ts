import { commandLine } from '../support/command-line.ts';
import { databaseFolder } from '../support/databases.ts';
import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { RhythmPage } from './pages/rhythm-page.ts';

const mitdb = databaseFolder('mitdb');

test('intervals of a recording are shown as plots, histograms and a table', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await expect(rhythm.lorenz).toBeVisible();
  await expect(page.getByRole('table', { name: 'Groups of beats by their neighbours' })).toContainText('N between N');
  await expect(rhythm.table.getByRole('row', { name: /^All/ })).toContainText('2,475');
  await photograph(page, 'rhythm-light');
});

test('beats are chosen by figures from the keyboard, and every plot and the table know them', async ({
  page,
  sample,
}) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await rhythm.selectVentricular();
  await expect(rhythm.chosen).toContainText('1,008');
  await expect(rhythm.figure('V not selected')).toHaveText('0');
  await expect(rhythm.figure('Coupling, median')).toHaveText(/^\d{3} ms$/);
  await expect(rhythm.table.getByRole('row', { name: /^All/ }).getByRole('cell').last()).toHaveText('1,008');
  await expect(page.getByText(/of 1,008 shown, from 00:00:00/)).toBeVisible();
});

test('a lasso selects what it holds; Shift adds to it and Alt takes away', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  const count = async () => Number((await rhythm.chosen.locator('.count').textContent())?.replace(',', ''));
  const all: [number, number][] = [
    [0.13, 0.02],
    [0.98, 0.02],
    [0.98, 0.9],
    [0.13, 0.9],
    [0.13, 0.02],
  ];
  await rhythm.drag(rhythm.lorenz, ...all);
  await expect(rhythm.chosen.locator('.count')).toBeVisible();
  const first = await count();
  expect(first).toBeGreaterThan(1000);
  await page.keyboard.down('Alt');
  await rhythm.drag(rhythm.tachogram, [0.1, 0.02], [0.5, 0.02], [0.5, 0.98], [0.1, 0.98]);
  await page.keyboard.up('Alt');
  await expect.poll(count).toBeLessThan(first);
  const fewer = await count();
  await page.keyboard.down('Shift');
  await rhythm.drag(rhythm.tachogram, [0.1, 0.02], [0.2, 0.02], [0.2, 0.98], [0.1, 0.98]);
  await page.keyboard.up('Shift');
  await expect.poll(count).toBeGreaterThan(fewer);
});

test('columns of a histogram are chosen by arrows and Enter', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await rhythm.intervals.focus();
  for (let column = 0; column < 4; column++) await page.keyboard.press('ArrowRight');
  for (let column = 0; column < 30; column++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(rhythm.figure('Coupling, median')).toHaveText(/^\d{3} ms$/);
});

test('arrows step through the selected beats, and Enter opens the one in hand in Review with all of them selected', async ({
  page,
  sample,
}) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await rhythm.selectVentricular();
  await rhythm.strip.focus();
  await expect(page.getByText(/^Selected beat 1 of 1,008/)).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Selected beat 2 of 1,008/)).toBeAttached();
  await page.keyboard.press('End');
  await expect(page.getByText(/^Selected beat 1,008 of 1,008/)).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('application', { name: /^ECG paper/ })).toBeVisible();
  await expect(page.getByText('Selected', { exact: true }).locator('xpath=../dd')).toHaveText('1,008');
});

test('a letter shows what it would change of many beats, and Enter does it', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await rhythm.selectVentricular();
  await rhythm.strip.focus();
  await page.keyboard.press('f');
  const form = page.getByRole('dialog', { name: 'Relabel…' });
  await expect(form).toContainText('V → F');
  await expect(rhythm.figure('V not selected')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(rhythm.figure('F not selected')).toBeVisible();
});

test('the selection is relabelled after a preview, as one step that is taken back', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await rhythm.selectVentricular();
  await rhythm.chosen.getByRole('button', { name: 'Relabel…' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Relabel…' });
  await form.getByRole('radio', { name: /Fusion/ }).press('Space');
  await expect(form).toContainText('V → F');
  await form.getByRole('button', { name: 'Relabel 1,008 beats' }).press('Enter');
  await expect(rhythm.figure('F not selected')).toBeVisible();
  await rhythm.strip.focus();
  await page.keyboard.press('Control+z');
  await expect(rhythm.table.getByRole('row', { name: /^All/ })).toContainText('1,008');
});

test('heart rate and variability take the place of the intervals', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-01');
  await page.getByRole('group', { name: 'What is shown over time' }).getByText('HRV').click();
  await expect(page.getByText('SDNN').first()).toBeVisible();
  await expect(page.getByText(/normal intervals, [\d,]+ left out/)).toBeVisible();
  await photograph(page, 'rhythm-variability');
});

test('a day of 100,000 beats is drawn as density and chosen from by lasso', async ({ page, sample }) => {
  const rhythm = new RhythmPage(page);
  await rhythm.open(sample.url, 'sample-22');
  await expect(page.getByText('density of all beats')).toBeVisible();
  await rhythm.drag(rhythm.lorenz, [0.13, 0.02], [0.98, 0.02], [0.98, 0.9], [0.13, 0.9], [0.13, 0.02]);
  await expect(rhythm.chosen.locator('.count')).toHaveText(/^1\d\d,\d{3}$/);
  await photograph(page, 'rhythm-day');
});

test('Rhythm without an open recording says where recordings are', async ({ page, sample }) => {
  await new FramePage(page).open(`${sample.url}#/rhythm`);
  await expect(page.getByText('No recording is open')).toBeVisible();
});

test.describe('of the MIT-BIH database', () => {
  test.use({ demo: false });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the ventricular beats of record 119 are chosen, in ${colorScheme} colours`, async ({ page, host }) => {
      test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
      await page.emulateMedia({ colorScheme });
      const imported = await commandLine(host.dataFolder, 'session', 'import', `${mitdb}/119.hea`, '--json');
      expect(imported.code).toBe(0);
      const listed = await commandLine(host.dataFolder, 'session', 'list', '--json');
      const [{ id }] = JSON.parse(listed.out) as [{ id: string }];
      const rhythm = new RhythmPage(page);
      await new FramePage(page).open(host.url);
      await rhythm.open(new URL('/', host.url).href, id);
      const clusters = page.getByRole('table', { name: 'Groups of beats by their neighbours' });
      await expect(clusters).toContainText('N between two V: bigeminy');
      await rhythm.drag(
        rhythm.lorenz,
        [0.2, 0.03],
        [0.3, 0.02],
        [0.36, 0.12],
        [0.36, 0.3],
        [0.3, 0.45],
        [0.22, 0.45],
        [0.2, 0.03],
      );
      await expect(rhythm.figure('Coupling, median')).toHaveText(/^5\d\d ms$/);
      await photograph(page, `rhythm-119-${colorScheme}`);
    });
  }
});
