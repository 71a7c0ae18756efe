import type { Page } from 'playwright/test';

import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';

interface Focused {
  readonly tag: string;
  readonly name: string;
  readonly pane: string | null;
  /** Whether the element, what it is in or what is in it looks different than without the focus. */
  readonly seen: boolean;
}

/** What has the focus, and whether that can be seen. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(`(() => {
    const element = document.activeElement;
    const around = [element, element.parentElement, element.firstElementChild].filter(Boolean);
    const look = () => JSON.stringify(around.flatMap((part) => [null, '::before', '::after'].map((pseudo) => {
      const style = getComputedStyle(part, pseudo);
      return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor];
    })));
    const before = look();
    element.blur();
    const without = look();
    element.focus({ preventScroll: true });
    return {
      tag: element.tagName,
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40),
      pane: element.closest('[data-pane]')?.dataset.pane ?? null,
      seen: before !== without,
    };
  })()`);
}

const places = ['library', 'review/sample-01', 'results', 'model', 'settings'] as const;

for (const place of places) {
  test(`Tab goes through ${place} and the focus can always be seen`, async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/${place}`);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const unseen: Focused[] = [];
    const panes = new Set<string | null>();
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      panes.add(now.pane);
      if (!/^(BODY|HTML)$/.test(now.tag) && !now.seen) unseen.push(now);
    }
    expect(unseen).toEqual([]);
    expect(panes.size).toBeGreaterThan(2);
  });

  test(`F6 reaches every pane of ${place} and comes round`, async ({ page, sample }) => {
    await new FramePage(page).open(`${sample.url}#/${place}`);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const all = await page.evaluate<string[]>(
      "[...document.querySelectorAll('[data-pane]')].filter((pane) => pane.checkVisibility() && (pane.matches('[tabindex]') || pane.querySelector('button:not(:disabled), a, input, [tabindex=\"0\"]'))).map((pane) => pane.dataset.pane)",
    );
    const met: (string | null)[] = [];
    for (const _ of all) {
      await page.keyboard.press('F6');
      met.push((await focused(page)).pane);
    }
    expect(new Set(met)).toEqual(new Set(all));
  });
}

test('every layer gives the focus back to where it was', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(`${sample.url}#/review/sample-01`);
  const paper = page.getByRole('application');
  await paper.focus();
  for (const open of ['Control+k', '?', 'Alt+h']) {
    await page.keyboard.press(open);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(paper).toBeFocused();
  }
});

test('the first Tab offers to skip to the content', async ({ page, sample }) => {
  await new FramePage(page).open(`${sample.url}#/settings`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  expect((await focused(page)).pane).not.toBeNull();
});

test.describe('with less motion asked for', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing on the screen takes time to move', async ({ page, sample }) => {
    const frame = new FramePage(page);
    await frame.open(sample.url);
    await frame.search('sample');
    const moving = await page.evaluate<string[]>(`[...document.querySelectorAll('*')].filter((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return [animationDuration, transitionDuration].some((time) => time.split(', ').some((part) => parseFloat(part) > 0));
    }).map((element) => element.className)`);
    expect(moving).toEqual([]);
  });
});

test.describe('in a high-contrast theme of the system', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  for (const place of ['library', 'review/sample-01', 'settings']) {
    test(`${place} shows its controls and what is chosen`, async ({ page, sample }) => {
      const frame = new FramePage(page);
      await frame.open(`${sample.url}#/${place}`);
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await photograph(page, `forced-colors-${place.replaceAll('/', '-')}`);
      const [here, other] = await page.evaluate<string[]>(`[...document.querySelectorAll('nav a')]
        .toSorted((a, b) => Number(b.hasAttribute('aria-current')) - Number(a.hasAttribute('aria-current')))
        .slice(0, 2).map((item) => getComputedStyle(item).outlineStyle + getComputedStyle(item).borderColor)`);
      expect(here).not.toBe(other);
    });
  }
});
