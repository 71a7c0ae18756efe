import { expect, type Locator, type Page } from 'playwright/test';

/** Two readers in a reader's words. */
export class ReadersPage {
  readonly page: Page;
  readonly readings: Locator;
  readonly agreement: Locator;
  readonly differences: Locator;

  constructor(page: Page) {
    this.page = page;
    this.readings = page.getByRole('region', { name: 'Readings' });
    this.agreement = page.getByRole('region', { name: 'Agreement' });
    this.differences = page.getByRole('grid', { name: 'Differences' });
  }

  /** Hands over to another reader through the round button, adding the name when it is new. */
  async become(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Reader:/ }).press('Enter');
    const sheet = this.page.getByRole('dialog', { name: /^Reader:/ });
    const known = sheet.getByRole('button', { name, exact: true });
    await expect(sheet.getByRole('list').getByRole('button').first()).toBeVisible();
    if ((await known.count()) === 0) {
      await sheet.getByRole('textbox').fill(name);
      await sheet.getByRole('textbox').press('Enter');
    }
    await known.press('Enter');
    await expect(known).toHaveAttribute('aria-pressed', 'true');
    await this.page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(this.page.getByRole('button', { name: `Reader: ${name}` })).toBeVisible();
  }
}
