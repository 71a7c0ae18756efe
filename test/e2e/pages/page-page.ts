import { expect, type Locator, type Page } from 'playwright/test';

/** Page in a reader's words. The canvas is seen through the grid of rows that assistive technology reads. */
export class PagePage {
  readonly page: Page;
  readonly rows: Locator;
  readonly tools: Locator;
  readonly beats: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('treegrid', { name: /^Rows of the page/ });
    this.tools = page.getByRole('toolbar', { name: 'Layout of the page' });
    this.beats = page.getByRole('grid', { name: 'Beats of the expanded row' });
  }

  /** Opens a recording and waits for its figures. @param url of the host, ending in a slash */
  async open(url: string, recordingId: string): Promise<void> {
    await this.page.goto(`${url}#/page/${recordingId}`);
    await expect(this.row('00:00:00')).toContainText(/\d ms/);
    await expect(this.rows).toBeFocused();
  }

  row(time: string): Locator {
    return this.rows.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: time }) });
  }

  current(): Locator {
    return this.rows.locator('[role=row][aria-selected=true]');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Whether something is drawn on the layer of the traces. */
  async hasInk(): Promise<boolean> {
    return this.page.locator('canvas[data-layer=traces]').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The traces are no canvas.');
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels?.some((value) => value !== 0) ?? false;
    });
  }
}
