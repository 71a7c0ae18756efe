import type { Locator, Page } from 'playwright/test';

import { FramePage } from './frame-page.ts';

/** Settings in a reader's words, in English and in German. */
export class SettingsPage {
  readonly page: Page;
  readonly filter: Locator;
  readonly refusal: Locator;

  constructor(page: Page) {
    this.page = page;
    this.filter = page.getByRole('searchbox', { name: 'Filter commands and keys' });
    this.refusal = page.getByRole('table').getByRole('alert');
  }

  async open(url: string): Promise<void> {
    await new FramePage(this.page).open(`${url}#/settings`);
    await this.filter.or(this.page.getByRole('searchbox', { name: 'Befehle und Tasten filtern' })).waitFor();
  }

  /** A choice of one of the rows: language, theme, size, plain keys. */
  choice(row: string, words: string): Locator {
    return this.page.getByRole('group', { name: row }).getByRole('button', { name: words, exact: true });
  }

  key(title: string): Locator {
    return this.page.getByRole('button', { name: `Change the key of “${title}”` });
  }

  async give(title: string, keys: string): Promise<void> {
    await this.key(title).click();
    await this.page.keyboard.press(keys);
  }
}
