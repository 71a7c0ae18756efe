import { expect, type Locator, type Page } from 'playwright/test';

/** Results in a reader's words. */
export class ResultsPage {
  readonly page: Page;
  readonly matrix: Locator;
  readonly statistics: Locator;
  readonly records: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.matrix = page.getByRole('table', { name: 'Beat by beat' });
    this.statistics = page.getByRole('region', { name: 'Statistics' });
    this.records = page.getByRole('region', { name: 'By recording' }).first();
    this.list = page.getByRole('region', { name: 'Beats from Results' });
  }

  /** Opens the results of one recording, or of all, and waits for the matrix. @param url of the host, ending in a slash */
  async open(url: string, recordingId?: string): Promise<void> {
    await this.page.goto(`${url}#/results${recordingId ? `/${recordingId}` : ''}`);
    await expect(this.matrix).toBeVisible();
  }

  /** A cell of the beat matrix by what the reference has and what is shown. */
  cell(reference: string, shown: string): Locator {
    return this.matrix.getByRole('button', { name: new RegExp(`, reference ${reference}, shown ${shown}$`) });
  }

  async countIn(cell: Locator): Promise<number> {
    return Number((await cell.innerText()).replaceAll(',', ''));
  }

  recording(name: string): Locator {
    return this.records.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  /** A column of the table of recordings, by its place from 0 or from the end, without the sums. */
  async column(place: number): Promise<string[]> {
    const rows = await this.records.locator('tbody').getByRole('row').all();
    return Promise.all(rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).at(place)?.trim() ?? ''));
  }

  figure(title: string): Locator {
    return this.page.getByRole('figure').filter({ hasText: title });
  }
}
