import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test('the palette finds a recording by its name and opens it', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await expect(new LibraryPage(page).recording('sample-01')).toBeVisible();
  await frame.search('sample-04');
  await expect(frame.palette.getByRole('option')).toHaveCount(1);
  await photograph(page, 'palette');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/review\/sample-04$/);
  await expect(frame.palette).toBeHidden();
});

test('the palette runs a command and says when nothing matches', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await frame.search('zzz');
  await expect(frame.palette).toContainText('Nothing matches “zzz”.');
  await frame.palette.getByRole('textbox').fill('go to model');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/model$/);
});

test('the question mark lists the keys, and Escape gives the focus back', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await new LibraryPage(page).list.focus();
  await page.keyboard.press('?');
  await expect(frame.keys).toContainText('Filter the list');
  await photograph(page, 'keys');
  await page.keyboard.press('Escape');
  await expect(frame.keys).toBeHidden();
  await expect(new LibraryPage(page).list).toBeFocused();
});

test('F6 goes through the panes and Shift F6 comes back', async ({ page, sample }) => {
  const frame = new FramePage(page);
  const library = new LibraryPage(page);
  await frame.open(sample.url);
  await library.filter.focus();
  await page.keyboard.press('F6');
  await expect(library.list).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('button', { name: /^All / })).toBeFocused();
});

test('the title bar moves the desktop window, its controls do not, and in a browser nothing shifts', async ({
  page,
  sample,
}) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  const bar = page.getByRole('banner');
  await expect(bar).toHaveCSS('app-region', 'drag');
  for (const button of await bar.getByRole('button').all()) await expect(button).toHaveCSS('app-region', 'no-drag');
  await expect(bar).toHaveCSS('padding', '0px 14px');
});

test('correcting a typing mistake takes back no label', async ({ page, sample }) => {
  const frame = new FramePage(page);
  const library = new LibraryPage(page);
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  await page.keyboard.press('f');
  await expect(frame.undo).toBeEnabled();
  await frame.goTo('Library');
  await library.filter.pressSequentially('sanple');
  await page.keyboard.press('Control+z');
  await expect(library.filter).not.toHaveValue('sanple');
  await expect(frame.undo).toBeEnabled();
  await expect(frame.redo).toBeDisabled();
});

test('while a dialog is open F6 leaves the panes behind it alone', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await frame.search('sample');
  await page.keyboard.press('F6');
  await page.keyboard.type('-04');
  await expect(frame.palette.getByRole('textbox')).toHaveValue('sample-04');
});

test('the theme goes from the system’s to light to dark and is still dark after a reload', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  expect(await frame.background()).toBe('rgb(236, 239, 242)');
  await frame.nextTheme();
  await frame.nextTheme();
  expect(await frame.background()).toBe('rgb(11, 13, 16)');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await frame.background()).toBe('rgb(11, 13, 16)');
});

test('Escape closes the history and gives the paper its focus back', async ({ page, sample }) => {
  const frame = new FramePage(page);
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const paper = page.getByRole('application');
  await paper.focus();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(frame.history).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(frame.history).toBeHidden();
  await expect(paper).toBeFocused();
});

test('the history lies over the heads of the list and closes when the place changes', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await expect(new LibraryPage(page).recording('sample-01')).toBeVisible();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(frame.history).toBeVisible();
  const layer = await frame.history.evaluate((content) => content.parentElement?.style.zIndex);
  expect(layer).toBe('50');
  await page.keyboard.press('Control+9');
  await expect(page).toHaveURL(/#\/model$/);
  await expect(frame.history).toBeHidden();
});

test('undo and redo are off while no label of the open recording was changed', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(`${sample.url}#/review/sample-02`);
  await expect(frame.undo).toBeDisabled();
  await expect(frame.redo).toBeDisabled();
});

test('the page asks for nothing outside its own address', async ({ page, sample }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(sample.url)) strangers.push(request.url());
  });
  const frame = new FramePage(page);
  await frame.open(sample.url);
  await frame.goTo('Model');
  await expect(page.getByRole('figure').first()).toBeVisible();
  expect(strangers.filter((url) => !url.startsWith('ws://127.0.0.1') && !url.startsWith('blob:'))).toEqual([]);
});

test.describe('when the core stops', () => {
  test.use({ expectedMessages: [/WebSocket connection/] });

  test('a bar says so, and the screen asks everything again when the core is back', async ({ page, sample }) => {
    const frame = new FramePage(page);
    const library = new LibraryPage(page);
    await frame.open(sample.url);
    await expect(library.recording('sample-01')).toBeVisible();
    sample.interrupt();
    await expect(frame.lostBar).toBeVisible();
    await expect(frame.saved).toHaveText('Not saved');
    await expect(library.recording('sample-01')).toBeVisible();
    sample.resume();
    await expect(frame.lostBar).toBeHidden();
    await expect(frame.saved).toHaveText('Saved');
  });
});

test('with the real core the frame shows who reads, which model is active and that this is research', async ({
  page,
  host,
}) => {
  const frame = new FramePage(page);
  await frame.open(host.url);
  await expect(page.getByRole('contentinfo')).toContainText('Research use, not a medical device');
  await expect(page.getByRole('banner').getByRole('button', { name: /^Reader: / })).toBeVisible();
  await expect(frame.saved).toHaveText('Saved');
});

test('the palette goes to a beat by its number and to a time, from any place', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(`${sample.url}#/review/sample-01`);
  await expect(page.getByRole('application')).toBeVisible();
  await page.keyboard.press('Control+9');
  await expect(page).toHaveURL(/#\/model$/);
  await frame.search('beat 2,336');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/review\/sample-01$/);
  await expect(page.getByRole('heading', { name: 'Beat 2,336' })).toBeVisible();
  await frame.search('beat 99999');
  await expect(frame.palette.getByRole('option')).toHaveText(/^There is no beat 99,999; the recording has [\d,]+$/);
  await frame.search('00:12:30');
  await expect(frame.palette.getByRole('option', { name: 'Go to 00:12:30.0' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: /^Whole recording/ })).toHaveAttribute('aria-valuetext', /00:12:2\d/);
});

test('the palette finds events by their kind, marks what was typed, and explains', async ({ page, sample }) => {
  const frame = new FramePage(page);
  await frame.open(`${sample.url}#/review/sample-01`);
  await expect(page.getByRole('application')).toBeVisible();
  await frame.search('ventricular coup');
  const couplets = frame.palette.getByRole('option', { name: /^Ventricular couplets \d+/ });
  await expect(couplets).toBeVisible();
  await expect(couplets.locator('mark')).toHaveText(['Ventricular', 'coup']);
  await photograph(page, 'palette-events');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Beat / })).toBeVisible();
  await frame.search('dashed outline');
  await page.keyboard.press('Enter');
  await expect(frame.palette.getByRole('article')).toContainText('below 0.80');
  await page.keyboard.press('Escape');
  await expect(frame.palette.getByRole('textbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(frame.palette).toBeHidden();
});

test('work in progress is told with its progress in every place, and can be stopped there', async ({
  page,
  sample,
}) => {
  const frame = new FramePage(page);
  await frame.open(sample.url);
  const work = page.getByRole('group', { name: 'Work in progress' });
  await new LibraryPage(page).recording('sample-01').click();
  await page.getByRole('button', { name: 'Analyse again' }).click();
  await expect(work).toContainText('Importing');
  await expect(work.getByRole('progressbar')).toBeVisible();
  await frame.goTo('Model');
  await expect(work).toContainText(/\d+ of \d+/);
  await work.getByRole('button', { name: 'Stop: Importing' }).click();
  await expect(work).toBeHidden();
});
