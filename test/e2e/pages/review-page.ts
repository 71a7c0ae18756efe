import { expect, type Locator, type Page } from 'playwright/test';

import type { BeatClass } from '../../../app/contract/classes.ts';

/** Review in a reader's words. The canvas is seen through the table of beats that assistive technology reads. */
export class ReviewPage {
  readonly page: Page;
  readonly paper: Locator;
  readonly overview: Locator;
  readonly beats: Locator;
  readonly inspector: Locator;
  readonly tools: Locator;
  readonly trouble: Locator;

  constructor(page: Page) {
    this.page = page;
    this.paper = page.getByRole('application', { name: /^ECG paper/ });
    this.overview = page.getByRole('slider', { name: /^Whole recording/ });
    this.beats = page.getByRole('grid', { name: 'Beats on the paper' });
    this.inspector = page.getByRole('complementary', { name: 'Selected beat' });
    this.tools = page.getByRole('toolbar', { name: 'Tools of the paper' });
    this.trouble = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Retry' }) });
  }

  /** Opens a recording and waits for its beats. @param url of the host, ending in a slash */
  async open(url: string, recordingId: string): Promise<void> {
    await this.page.goto(`${url}#/review/${recordingId}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.beats.getByRole('row').nth(3)).toBeAttached();
  }

  beat(number: string): Locator {
    return this.beats.getByRole('row').filter({ hasText: new RegExp(`Beat ${number},\\D`) });
  }

  selected(): Locator {
    return this.beats.locator('[role=row][aria-selected=true]');
  }

  /** A figure of the recording bar by its caption. */
  figure(caption: string): Locator {
    return this.page
      .getByRole('definition')
      .filter({ has: this.page.locator(`xpath=../dt[normalize-space()="${caption}"]`) });
  }

  /** Selects the first beat on the paper and steps on. */
  async selectBeat(number: number): Promise<void> {
    await this.paper.focus();
    await this.page.keyboard.press('Home');
    for (let beat = 0; beat < number; beat++) await this.page.keyboard.press('ArrowRight');
    await expect(this.inspector).toContainText(`Beat ${number}`);
  }

  classButton(label: BeatClass): Locator {
    return this.inspector.getByRole('button', { name: new RegExp(`^${label},`) });
  }

  /** The class that the inspector shows of the beat. */
  shownClass(): Locator {
    return this.inspector.getByRole('button', { pressed: true });
  }

  /** Seconds at the left edge of the paper. */
  async windowStart(): Promise<number> {
    return Number(await this.overview.getAttribute('aria-valuenow'));
  }

  /** What a layer of the paper shows, to tell whether it changed. */
  async picture(layer: 'grid' | 'trace' | 'labels' | 'selection'): Promise<string> {
    return this.paper.locator(`canvas[data-layer=${layer}]`).evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('This layer is no canvas.');
      return canvas.toDataURL();
    });
  }

  /** Clicks into the overview at a share of the recording. */
  async jumpTo(share: number): Promise<void> {
    const box = await this.overview.boundingBox();
    if (!box) throw new Error('The overview is not shown.');
    await this.page.mouse.click(box.x + 36 + (box.width - 50) * share, box.y + 30);
  }

  /** Drags the paper sideways by so many pixels. */
  async pan(pixels: number): Promise<void> {
    const box = await this.paper.boundingBox();
    if (!box) throw new Error('The paper is not shown.');
    const y = box.y + box.height / 2;
    const x = box.x + box.width / 2;
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels / 2, y, { steps: 4 });
    await this.page.mouse.move(x + pixels, y, { steps: 4 });
    await this.page.mouse.up();
  }
}
