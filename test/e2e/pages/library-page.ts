import type { Locator, Page } from 'playwright/test';

/** The library in a reader's words. */
export class LibraryPage {
  readonly page: Page;
  readonly list: Locator;
  readonly filter: Locator;
  readonly importPanel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('grid', { name: 'Recordings' });
    this.filter = page.getByRole('textbox', { name: 'Filter' });
    this.importPanel = page.getByRole('complementary', { name: 'Import' });
  }

  recording(name: string): Locator {
    return this.list.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  /** Names in the order shown, of the rows in sight. */
  async names(): Promise<string[]> {
    const rows = this.list.getByRole('rowgroup').getByRole('row');
    const found = await rows.evaluateAll((elements) =>
      elements
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.firstElementChild?.textContent ?? ''),
    );
    return found;
  }

  async show(tab: 'All' | 'New' | 'In review' | 'Attention'): Promise<void> {
    await this.page
      .getByRole('group', { name: 'Show' })
      .getByRole('button', { name: new RegExp(`^${tab} `) })
      .click();
  }

  async sortBy(column: string): Promise<void> {
    await this.list.getByRole('columnheader', { name: column }).getByRole('button').click();
  }

  column(name: string): Locator {
    return this.list.getByRole('columnheader', { name });
  }

  async pickFiles(paths: string[]): Promise<void> {
    await this.page.locator('input[data-picker=files]').setInputFiles(paths);
  }

  /** Drops files on the zone as a file manager would. */
  async dropFiles(files: { name: string; text: string }[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      for (const { name, text } of ${JSON.stringify(files)}) data.items.add(new File([text], name));
      return data;
    })()`);
    const zone = this.page.getByRole('region', { name: 'Import by dropping files' });
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
  }

  work(title: string): Locator {
    return this.importPanel.getByRole('region', { name: title, exact: true });
  }

  /** The panel of the selected recording. */
  card(name: string): Locator {
    return this.importPanel.getByRole('region', { name });
  }
}
