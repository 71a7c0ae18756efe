import { expect, type Locator, type Page } from 'playwright/test';

/** Families in a reader's words. */
export class FamiliesPage {
  readonly page: Page;
  readonly cards: Locator;
  readonly detail: Locator;
  readonly members: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    this.page = page;
    this.cards = page.getByRole('listbox', { name: /^Families/ }).getByRole('option');
    this.detail = page.getByRole('complementary', { name: 'Family in detail' });
    this.members = this.detail.getByRole('listbox', { name: 'Members' }).getByRole('option');
    this.preview = page.getByRole('region', { name: 'Preview of a bulk change' });
  }

  /** Opens the families of a recording and groups its beats. @param url of the host, ending in a slash */
  async group(url: string, recordingId: string): Promise<void> {
    await this.page.goto(`${url}#/families/${recordingId}`);
    await this.page.getByRole('button', { name: /^Group [\d,]+ beats$/ }).click();
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.cards.first()).toBeVisible();
    await expect(this.members.first()).toBeVisible();
  }

  /** Beats of a card, outliers included. */
  async beats(card: Locator): Promise<number> {
    const name = (await card.getAttribute('aria-label')) ?? '';
    return Number(/, ([\d,]+) beats/.exec(name)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  }

  /** The card that has the focus. */
  focused(): Locator {
    return this.page.locator('[role=option]:focus');
  }
}
