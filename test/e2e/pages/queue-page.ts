import type { Locator, Page } from 'playwright/test';

/** The review queue below the paper, in a reader's words. */
export class QueuePage {
  readonly page: Page;
  readonly panel: Locator;
  readonly list: Locator;
  readonly estimate: Locator;
  readonly sheet: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Review queue' });
    this.list = this.panel.getByRole('listbox', { name: 'Review queue' });
    this.estimate = this.panel.getByRole('button', { name: /errors/ });
    this.sheet = page.getByRole('dialog', { name: /errors/ });
  }

  /** A row by its place, from 1. */
  row(place: number): Locator {
    return this.list.getByRole('option', { name: new RegExp(`, place ${place} of `) });
  }

  atHand(): Locator {
    return this.list.locator('[role=option][aria-selected=true]');
  }
}
