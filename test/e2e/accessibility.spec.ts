import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';

import { expect, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A tooltip hangs below <body>, beside the landmarks, and belongs to the control that it describes: no place to be found in. */
const tooltips = '[data-reka-popper-content-wrapper]:has([role=tooltip])';

/** What axe finds on the page as it is now: the rule, where, and what it says. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).exclude(tooltips).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

const places = [
  'library',
  'review/sample-01',
  'families/sample-01',
  'rhythm/sample-01',
  'page/sample-01',
  'report/sample-01',
  'readers/sample-01',
  'results',
  'results/sample-01',
  'model',
  'settings',
] as const;

/** The place has its content: nothing is announced as busy any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('main').waitFor();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    for (const place of places) {
      test(`axe finds nothing in ${place}`, async ({ page, sample }) => {
        await new FramePage(page).open(`${sample.url}#/${place}`);
        await settled(page);
        expect(await findings(page)).toEqual([]);
      });
    }

    test('axe finds nothing in the palette, the keys, the history and the question before keys are reset', async ({
      page,
      sample,
    }) => {
      const frame = new FramePage(page);
      await frame.open(`${sample.url}#/review/sample-01`);
      await settled(page);
      await frame.search('beat');
      expect(await findings(page), 'palette').toEqual([]);
      await frame.palette.getByRole('textbox').fill('dashed');
      await page.keyboard.press('Enter');
      await expect(frame.palette.getByRole('article')).toBeVisible();
      expect(await findings(page), 'help').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'all keys' }).click();
      await expect(frame.keys).toBeVisible();
      expect(await findings(page), 'keys').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'History' }).click();
      await expect(frame.history).toBeVisible();
      expect(await findings(page), 'history').toEqual([]);
    });
  });
}

for (const place of places) {
  test(`axe finds nothing in what opens from a button of ${place}`, async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/${place}`);
    await settled(page);
    const triggers = page.getByRole('main').locator('button[aria-haspopup]:visible:not(:disabled)');
    const layers = page.locator('[role=dialog], [role=menu], [role=alertdialog]');
    const found: string[] = [];
    for (let at = 0; at < (await triggers.count()); at += 1) {
      await triggers.nth(at).click();
      found.push(...(await findings(page)));
      // A tooltip of the control with the focus takes the first Escape.
      await page.keyboard.press('Escape');
      if (await layers.count()) await page.keyboard.press('Escape');
      await expect(layers).toHaveCount(0);
    }
    expect(found).toEqual([]);
  });
}
