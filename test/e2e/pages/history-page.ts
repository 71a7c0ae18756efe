import { expect, type Locator, type Page } from 'playwright/test';

/** The history of the open session, by its keys. */
export class HistoryPage {
  readonly page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('grid', { name: 'Steps, newest first' });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+h');
    await expect(this.list.getByRole('row').first()).toBeFocused();
  }

  /** The steps that contain these words, newest first. */
  step(words: string | RegExp): Locator {
    return this.list.getByRole('row').filter({ hasText: words });
  }
}
