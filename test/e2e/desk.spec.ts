import { expect, test } from './fixtures.ts';
import { ReviewPage } from './pages/review-page.ts';

test('the parts of Review follow the window from the smallest to the largest screen and back', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await review.open(sample.url, 'sample-01');
  for (const [width, height] of [
    [2560, 1440],
    [1280, 800],
    [1600, 1000],
    [2560, 1440],
    [1600, 1000],
  ] as const) {
    await page.setViewportSize({ width, height });
    const inspector = await review.inspector.boundingBox();
    expect(inspector?.width).toBeGreaterThan(250);
    await expect(review.paper).toBeVisible();
  }
});
