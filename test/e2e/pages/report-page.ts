import type { Locator, Page } from 'playwright/test';

/** The report in a reader's words. */
export class ReportPage {
  readonly page: Page;
  readonly sheet: Locator;
  readonly conclusion: Locator;
  readonly strips: Locator;
  readonly checks: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.getByRole('article', { name: /^Report of recording/ });
    this.conclusion = page.getByRole('textbox', { name: 'Your conclusion' });
    this.strips = page.getByRole('region', { name: 'Saved strips' });
    this.checks = page.getByRole('region', { name: 'Before you rely on it' });
  }

  part(name: string): Locator {
    return this.page.getByRole('switch', { name: new RegExp(`^${name}`) });
  }

  export(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}
