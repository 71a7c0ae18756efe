import { expect, type Locator, type Page } from 'playwright/test';

/** Rhythm in a reader's words. The plots are seen through their tables. */
export class RhythmPage {
  readonly page: Page;
  readonly lorenz: Locator;
  readonly tachogram: Locator;
  readonly strip: Locator;
  readonly chosen: Locator;
  readonly table: Locator;
  readonly intervals: Locator;

  constructor(page: Page) {
    this.page = page;
    this.lorenz = page.getByRole('application', { name: /^Lorenz plot/ });
    this.tachogram = page.getByRole('application', { name: /^RR before every beat/ });
    this.strip = page.getByRole('application', { name: /^Selected beats/ });
    this.chosen = page.getByRole('region', { name: 'Selected', exact: true });
    this.table = page.getByRole('region', { name: 'Beats and rhythm by time' });
    this.intervals = page.getByRole('application', { name: /^RR before the beat/ });
  }

  /** Opens a recording and waits for its intervals. @param url of the host, ending in a slash */
  async open(url: string, recordingId: string): Promise<void> {
    await this.page.goto(`${url}#/rhythm/${recordingId}`);
    await expect(this.table.getByRole('row').nth(2)).toBeVisible();
    await expect(this.strip).toBeFocused();
  }

  figure(caption: string): Locator {
    return this.chosen
      .getByRole('definition')
      .filter({ has: this.page.locator(`xpath=../dt[normalize-space()="${caption}"]`) });
  }

  /** Selects the ventricular beats by figures, from the keyboard. */
  async selectVentricular(): Promise<void> {
    await this.page.keyboard.press('Alt+6');
    const form = this.page.getByRole('dialog', { name: 'By figures…' });
    for (const name of ['Normal', 'Supraventricular', 'Fusion', 'Unknown']) {
      const box = form.getByRole('checkbox', { name, exact: true });
      await box.focus();
      await this.page.keyboard.press('Space');
    }
    await form.getByRole('button', { name: /^Select [\d,]+ beats$/ }).focus();
    await this.page.keyboard.press('Enter');
    await expect(form).toBeHidden();
  }

  /** Drags around a part of a plot, given as shares of it. */
  async drag(plot: Locator, ...corners: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const box = await plot.boundingBox();
    if (!box) throw new Error('The plot is not shown.');
    for (const [index, [x, y]] of corners.entries()) {
      await this.page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 5 });
      if (index === 0) await this.page.mouse.down();
    }
    await this.page.mouse.up();
  }
}
