import type { Locator, Page } from 'playwright/test';

/** The parts that are there in every place, in a reader's words. */
export class FramePage {
  readonly page: Page;
  readonly palette: Locator;
  readonly keys: Locator;
  readonly history: Locator;
  readonly lostBar: Locator;
  readonly saved: Locator;
  readonly undo: Locator;
  readonly redo: Locator;

  constructor(page: Page) {
    this.page = page;
    this.palette = page.getByRole('dialog', { name: 'Commands and recordings' });
    this.keys = page.getByRole('dialog', { name: 'Keys' });
    this.history = page.getByRole('dialog', { name: 'History' });
    this.lostBar = page.getByRole('alert').filter({ hasText: 'The core stopped. Reconnecting…' });
    this.saved = page.getByRole('contentinfo').getByRole('status');
    this.undo = page.getByRole('button', { name: 'Undo' });
    this.redo = page.getByRole('button', { name: 'Redo' });
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByRole('navigation', { name: 'Places' }).waitFor();
  }

  async goTo(place: 'Library' | 'Review' | 'Results' | 'Model'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
  }

  async search(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.palette.getByRole('textbox').fill(words);
  }

  /** The colour behind everything: tells light from dark. */
  async background(): Promise<string> {
    return this.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  }

  async nextTheme(): Promise<void> {
    await this.page.getByRole('button', { name: /^Theme:/ }).click();
  }
}
