import type { Locator, Page } from 'playwright/test';

/** The model screen in a reader's words. */
export class ModelPage {
  readonly page: Page;
  readonly tableOne: Locator;
  readonly seeds: Locator;
  readonly card: Locator;
  readonly models: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tableOne = page.getByRole('region', { name: 'Table I' });
    this.seeds = page.getByRole('region', { name: 'Seeds' });
    this.card = page.getByRole('region', { name: 'Model card' });
    this.models = page.getByRole('region', { name: 'Models' });
  }

  /** Cells of a row of Table I: precision, the paper's, the difference, and so on. */
  async tableRow(name: string): Promise<string[]> {
    const row = this.tableOne.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) });
    return row.getByRole('cell').allInnerTexts();
  }

  figure(title: string): Locator {
    return this.page.getByRole('figure').filter({ hasText: title });
  }
}
