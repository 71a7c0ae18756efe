import { expect, photograph, test } from './fixtures.ts';
import { EventsPage } from './pages/events-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test.describe('rhythm events below the paper', () => {
  test('a reader opens a kind, goes from event to event, accepts one and dismisses another by keyboard alone', async ({
    page,
    sample,
  }) => {
    const review = new ReviewPage(page);
    const events = new EventsPage(page);
    await review.open(`${sample.url}`, 'sample-01');
    await expect(events.kind(/^Ventricular couplets/)).toBeVisible();
    await photograph(page, 'events-kinds');

    await events.kinds.focus();
    await page.keyboard.press('Home');
    await events.down(/^Ventricular couplets/);
    await page.keyboard.press('Enter');
    await expect(events.list(/^Ventricular couplets/)).toBeFocused();
    await expect(events.event(1)).toHaveAttribute('aria-selected', 'true');
    await expect(review.selected()).toHaveCount(2);

    await page.keyboard.press('Enter');
    await expect(events.event(1)).toContainText('accepted');
    await expect(events.event(2)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Delete');
    await expect(events.event(2)).toContainText('dismissed');
    await photograph(page, 'events-list');

    await page.keyboard.press('Escape');
    await expect(events.kinds).toBeFocused();
    await expect(events.kind(/^Ventricular couplets/)).toContainText('1 dismissed');
  });
});
