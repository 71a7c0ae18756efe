import type { Locator, Page } from 'playwright/test';

/** Rhythm events in a reader's words. */
export class EventsPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly kinds: Locator;
  readonly criteria: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Events', exact: true });
    this.kinds = this.panel.getByRole('listbox', { name: /^Kinds of events/ });
    this.criteria = page.getByRole('dialog', { name: 'Criteria of events' });
  }

  filter(words: 'All' | 'V' | 'S' | 'Pauses'): Locator {
    return this.panel.locator('header').getByText(words, { exact: true });
  }

  kind(name: RegExp): Locator {
    return this.kinds.getByRole('option', { name });
  }

  list(name: RegExp): Locator {
    return this.panel.getByRole('listbox', { name });
  }

  /** An event of the open kind, counted from 1. */
  event(number: number): Locator {
    return this.panel.locator(`[role=option][aria-posinset="${number}"]`);
  }

  /** Goes down the kinds until one is chosen. */
  async down(name: RegExp): Promise<void> {
    for (let step = 0; step < 20; step++) {
      if ((await this.kind(name).getAttribute('aria-selected')) === 'true') return;
      await this.page.keyboard.press('ArrowDown');
    }
  }
}
