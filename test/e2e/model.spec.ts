import { readFile } from 'node:fs/promises';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { ModelPage } from './pages/model-page.ts';

test('Table I stands beside the paper’s figures, with the difference', async ({ page, sample }) => {
  const model = new ModelPage(page);
  await new FramePage(page).open(`${sample.url}#/model`);
  const fusion = await model.tableRow('Fusion');
  expect(fusion.slice(0, 3)).toEqual(['0.53', '0.46', '+0.07']);
  expect(fusion.at(-1)).toBe('162');
  await expect(page.getByText('This split shares patients')).toBeVisible();
  await photograph(page, 'model-light');
});

test('the seeds have their mean and spread', async ({ page, sample }) => {
  const model = new ModelPage(page);
  await new FramePage(page).open(`${sample.url}#/model`);
  await expect(model.seeds.getByRole('row').filter({ hasText: 'Mean' })).toContainText('97.13 %');
  await expect(model.seeds.getByRole('row').filter({ hasText: 'Spread' })).toContainText('0.18 %');
});

test('a figure is drawn, can be read as a table and saved as SVG and PNG', async ({ page, sample }) => {
  const model = new ModelPage(page);
  await new FramePage(page).open(`${sample.url}#/model`);
  const figure = model.figure('Beats of the test rows by reference class');
  await expect(figure.locator('canvas').first()).toBeVisible();
  for (const kind of ['SVG', 'PNG']) {
    const download = page.waitForEvent('download');
    await figure.getByRole('button', { name: `Save as ${kind}` }).click();
    expect((await download).suggestedFilename()).toBe(`seed-confusion-matrix.${kind.toLowerCase()}`);
  }
  await figure.getByRole('button', { name: 'Show as table' }).click();
  const row = figure.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'S', exact: true }) });
  await expect(row.getByRole('cell')).toHaveText(['62', '486', '6', '1', '1']);
});

test('a figure saved from a dark screen is the one saved from a light screen, on white', async ({ page, sample }) => {
  const figure = new ModelPage(page).figure('Beats of the test rows by reference class');
  const saved: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await new FramePage(page).open(`${sample.url}#/model`);
    await expect(figure.locator('canvas').first()).toBeVisible();
    const download = page.waitForEvent('download');
    await figure.getByRole('button', { name: 'Save as SVG' }).click();
    saved.push(await readFile(await (await download).path(), 'utf8'));
  }
  const [light, dark] = saved.map((svg) => svg.match(/#[0-9a-f]{6}|rgba?\([^)]*\)/gi));
  expect(light?.[0]).toBe('#ffffff');
  expect(dark).toEqual(light);
});

test('figures follow the theme', async ({ page, sample }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await new FramePage(page).open(`${sample.url}#/model`);
  await expect(new ModelPage(page).figure('Loss and accuracy over epochs').locator('canvas').first()).toBeVisible();
  await photograph(page, 'model-dark-1280x800');
});

test('another model is activated only after a question', async ({ page, sample }) => {
  const model = new ModelPage(page);
  await new FramePage(page).open(`${sample.url}#/model`);
  await model.models.getByRole('button', { name: 'Activate…' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Labels that are already there stay.');
  await question.getByRole('button', { name: 'Activate Seed study, seed 2' }).click();
  await expect(model.models.getByRole('listitem').filter({ hasText: 'seed 2' })).toContainText('active');
  await expect(page.getByRole('contentinfo')).toContainText('seed-2');
});

test('a model that was never scored shows no table and invents none', async ({ page, sample }) => {
  await new FramePage(page).open(`${sample.url}#/model/seed-2`);
  await expect(new ModelPage(page).tableOne).toContainText('never scored on the test rows');
});

test('a model for patients never seen says on whom it was tested, how often, and where it stands', async ({
  page,
  sample,
}) => {
  await new FramePage(page).open(`${sample.url}#/model/clinical`);
  const patients = page.getByRole('region', { name: 'Test on patients never seen' });
  await expect(patients.getByRole('row').filter({ has: page.getByText('S', { exact: true }) })).toContainText(
    '0.20–0.89',
  );
  await expect(patients).toContainText('Accuracy without 232');
  const networks = page.getByRole('region', { name: 'Networks of the mean' });
  await expect(networks).toContainText('The model is the mean of all of them.');
  await expect(networks).not.toContainText('this model');
  await expect(page.getByRole('region', { name: 'Operating point' })).toContainText('0.65');
  await expect(page.getByRole('region', { name: 'Looks at the test patients' })).toContainText('First look.');
  const records = page.getByRole('region', { name: 'Record by record' }).first();
  await records.getByRole('button', { name: 'S F1' }).click();
  await expect(records.getByRole('columnheader', { name: 'S F1' })).toHaveAttribute('aria-sort', 'descending');
  await records.getByRole('button', { name: 'Left out of training' }).click();
  await expect(records.getByRole('rowheader')).toHaveText(['101']);
  await photograph(page, 'model-clinical-light');
});

test.describe('with no model', () => {
  test.use({ state: 'empty' });

  test('the screen says what is still possible', async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/model`);
    await expect(page.getByText('No model on this computer')).toBeVisible();
  });
});
