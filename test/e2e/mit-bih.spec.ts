import { databaseFolder } from '../support/databases.ts';
import { commandLine } from '../support/command-line.ts';
import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ResultsPage } from './pages/results-page.ts';
import { ReviewPage } from './pages/review-page.ts';

const mitdb = databaseFolder('mitdb');

/** Whether anything is drawn on the layer of the traces. */
function hasInk(review: ReviewPage): Promise<boolean> {
  return review.paper.locator('canvas[data-layer=trace]').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The trace layer is no canvas.');
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value) => value !== 0) ?? false;
  });
}

test.use({ demo: false });

test('48 of 48 recordings of the MIT-BIH database import, are analysed and are displayed', async ({ page, host }) => {
  test.skip(mitdb === null, 'The MIT-BIH database is not beside the checkout (CALIPER_DATA).');
  test.setTimeout(240_000);
  const imported = await commandLine(host.dataFolder, 'session', 'import', mitdb ?? '', '--json');
  expect(imported.code).toBe(0);
  const listed = await commandLine(host.dataFolder, 'session', 'list', '--json');
  const rows = JSON.parse(listed.out) as { id: string; name: string; analysis: string }[];
  expect(rows.filter(({ analysis }) => analysis === 'done')).toHaveLength(48);

  const library = new LibraryPage(page);
  const review = new ReviewPage(page);
  await new FramePage(page).open(host.url);
  await expect(library.recording('100')).toContainText('M · 69 y');
  await photograph(page, 'library-mit-bih');
  const address = new URL('/', host.url).href;
  for (const { id, name } of rows) {
    await review.open(address, id);
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect.poll(() => hasInk(review), { message: `trace of ${name}` }).toBe(true);
    if (name === '208') {
      await review.selectBeat(12);
      await photograph(page, 'review-208');
    }
  }
  const results = new ResultsPage(page);
  await new FramePage(page).goTo('Results');
  await expect(results.records.locator('tbody').getByRole('row')).toHaveCount(48);
  await photograph(page, 'results-mit-bih');
  await new FramePage(page).goTo('Model');
  await expect(page.getByRole('heading', { name: 'Test on patients never seen' })).toBeVisible();
  await photograph(page, 'model-shipped');
});
