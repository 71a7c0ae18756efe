import { expect, photograph, test } from './fixtures.ts';
import { FramePage } from './pages/frame-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReviewPage } from './pages/review-page.ts';

test('a recording opens with its facts, its signal and a label over every beat', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(page.getByRole('heading', { name: 'sample-01' })).toBeVisible();
  await expect(page.getByText('00:30:00 · 2 leads · 360 Hz')).toBeVisible();
  await expect(review.beat('1')).toContainText(/, [NSVF], model \d+ percent, not read, RR –/);
  const blank = await page.evaluate(() => document.createElement('canvas').toDataURL());
  expect(await review.picture('trace')).not.toBe(blank);
  await review.selectBeat(8);
  await photograph(page, 'review-light');
});

test('one key labels the selected beat on paper and in the inspector, and undo takes it back', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  const frame = new FramePage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const before = await review.beat('3').textContent();
  await page.keyboard.press('f');
  await expect(review.shownClass()).toHaveAccessibleName('F, Fusion');
  await expect(review.beat('3')).toContainText('Beat 3, F, read');
  await expect(frame.saved).toHaveText('Saved');
  await review.paper.focus();
  await page.keyboard.press('Control+z');
  await expect(review.beat('3')).toHaveText(before ?? '');
  await page.keyboard.press('Control+Shift+z');
  await expect(review.beat('3')).toContainText('Beat 3, F, read');
});

test('a label is painted before the core has answered', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const pictures = await review.paper.evaluate(async (paper) => {
    const layer = paper.querySelector<HTMLCanvasElement>('canvas[data-layer=labels]');
    if (!layer) throw new Error('There are no labels.');
    const before = layer.toDataURL();
    paper.dispatchEvent(new KeyboardEvent('keydown', { key: 'q', bubbles: true, cancelable: true }));
    // Runs behind the paper's own callback of the same frame.
    await Promise.resolve();
    await new Promise((painted) => requestAnimationFrame(painted));
    return { before, after: layer.toDataURL() };
  });
  expect(pictures.after).not.toBe(pictures.before);
});

test('Shift extends the selection, a key labels all of it, and it is one step of history', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(2);
  for (let beat = 0; beat < 3; beat++) await page.keyboard.press('Shift+ArrowRight');
  await expect(review.selected()).toHaveCount(4);
  await page.keyboard.press('q');
  for (const number of ['2', '3', '4', '5']) await expect(review.beat(number)).toContainText('Q, read');
  await page.keyboard.press('Control+z');
  await expect(review.beats).not.toContainText('Q, read');
});

test('Enter accepts the label and goes to the next beat', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(4);
  await page.keyboard.press('Enter');
  await expect(review.inspector).toContainText('Beat 5');
});

test('Enter that is held accepts one beat and not every beat it passes', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(4);
  for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(review.inspector).toContainText('Beat 6');
});

test('a label for a beat that was scrolled away first shows the beat, and labels it when pressed again', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  await page.keyboard.press('End');
  await expect(review.beat('3')).not.toBeAttached();
  await page.keyboard.press('q');
  await expect(review.beat('3')).toContainText('not read');
  await page.keyboard.press('q');
  await expect(review.beat('3')).toContainText('Beat 3, Q, read');
  await expect(review.shownClass()).toHaveAccessibleName('Q, Unknown');
});

test('a label pressed on the way to the next beat of the class is given to that beat', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(1);
  const left = await review.beat('1').textContent();
  await review.paper.evaluate((paper) => {
    const press = (key: string, altKey: boolean) =>
      paper.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }));
    press('ArrowRight', true);
    press('q', false);
  });
  await expect(review.shownClass()).toHaveAccessibleName('Q, Unknown');
  await expect(review.inspector.getByRole('heading', { level: 2 })).not.toHaveText('Beat 1');
  await expect(review.beat('1')).toHaveText(left ?? '');
});

test('arrows move between the class buttons without labelling; Enter labels', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const before = await review.beat('3').textContent();
  await review.classButton('V').focus();
  await page.keyboard.press('ArrowRight');
  await expect(review.classButton('F')).toBeFocused();
  await expect(review.beat('3')).toHaveText(before ?? '');
  await page.keyboard.press('Enter');
  await expect(review.beat('3')).toContainText('Beat 3, F, read');
});

test('keys of the paper do nothing while the focus is nowhere', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const before = await review.shownClass().getAttribute('aria-label');
  await review.paper.evaluate((paper) => paper.blur());
  await page.keyboard.press('q');
  await page.keyboard.press('ArrowRight');
  await review.paper.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(review.inspector).toContainText('Beat 3');
  await expect(review.shownClass()).toHaveAccessibleName(before ?? '');
});

test('the focus returns to the paper when the control that had it is gone', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await page.keyboard.press('Control+-');
  await review.tools.getByRole('button', { name: /^Non-standard/ }).focus();
  await page.keyboard.press('Enter');
  await expect(review.tools.getByText('Standard', { exact: true })).toBeVisible();
  await expect(review.paper).toBeFocused();
});

test('after a click on a tool or on a class the keys belong to the paper again', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  for (const name of ['Next beat that differs from the file', 'Next beat of the same class']) {
    await review.tools.getByRole('button', { name }).click();
    await expect(review.paper).toBeFocused();
  }
  await review.tools.getByRole('group', { name: 'Gain' }).getByText('20', { exact: true }).click();
  await expect(review.paper).toBeFocused();
  await review.classButton('V').click();
  await expect(review.paper).toBeFocused();
  await page.keyboard.press('q');
  await expect(review.shownClass()).toHaveAccessibleName('Q, Unknown');
});

test('a click that opens a menu leaves the focus to the menu', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.tools.getByRole('button', { name: /^Leads/ }).click();
  await expect(review.paper).not.toBeFocused();
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
});

test('that there is no further beat is said each time', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(1);
  const spoken = page.getByText('No further beat of this kind in this direction');
  await page.keyboard.press('ArrowLeft');
  const first = await spoken.elementHandle();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => first?.evaluate((element) => element.isConnected)).toBe(false);
  await expect(spoken).toBeAttached();
});

test('Alt and an arrow go to the next beat of the same class', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.paper.focus();
  await review.selectBeat(1);
  const label = await review.shownClass().getAttribute('aria-label');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(review.inspector.getByRole('heading', { level: 2 })).not.toHaveText('Beat 1');
  await expect(review.shownClass()).toHaveAttribute('aria-label', label ?? '');
});

test('the stepper finds a beat that differs from the file', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.tools.getByRole('button', { name: 'Next beat that differs from the file' }).click();
  await expect(review.inspector).toContainText('differs from label');
});

test('a click selects the beat under it, and a drag moves the paper', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.jumpTo(0.5);
  await expect(review.beat('1')).not.toBeAttached();
  await review.ready();
  const start = await review.windowStart();
  const box = await review.paper.boundingBox();
  if (!box) throw new Error('The paper is not shown.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(review.selected()).toHaveCount(1);
  await review.pan(-400);
  await expect.poll(() => review.windowStart()).toBeGreaterThan(start + 2);
});

test('the overview jumps by click and moves by keys', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.jumpTo(0.75);
  await expect.poll(() => review.windowStart()).toBeGreaterThan(1300);
  await review.overview.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => review.windowStart()).toBe(0);
});

test('Ctrl and the wheel change the paper speed, and the badge says when paper is not standard', async ({
  page,
  sample,
}) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await expect(review.tools).toContainText('Standard');
  await review.paper.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(review.tools).toContainText('Non-standard, 50 mm/s');
  await page.keyboard.press('Control+0');
  await expect(review.tools.getByText('Standard', { exact: true })).toBeVisible();
});

test('slow paper shows minutes of signal as extremes', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.paper.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+-');
  await expect(review.tools).toContainText('Non-standard, 2.5 mm/s');
  await expect.poll(() => review.beats.getByRole('row').count()).toBeGreaterThan(100);
  await photograph(page, 'review-slow');
});

test('moving the selection does not paint grid or trace again', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const cleared = await review.paper.evaluate(async (paper) => {
    const names: string[] = [];
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
      names.push(this.canvas.dataset['layer'] ?? '');
      clear.call(this, x, y, width, height);
    };
    paper.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return names.filter((name) => name !== 'beat');
  });
  expect(new Set(cleared)).toEqual(new Set(['labels', 'selection']));
});

test('calipers measure the interval before the selected beat and move by one sample', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(4);
  const before = await review.picture('selection');
  await page.keyboard.press('Alt+2');
  await expect.poll(() => review.picture('selection')).not.toBe(before);
  const placed = await review.picture('selection');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => review.picture('selection')).not.toBe(placed);
  await page.keyboard.press('Escape');
  await expect.poll(() => review.picture('selection')).toBe(before);
});

test('plain letters in a text field are text, not labels', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  const frame = new FramePage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(3);
  const before = await review.beat('3').textContent();
  await frame.search('q');
  await page.keyboard.press('Escape');
  await expect(review.beat('3')).toHaveText(before ?? '');
});

test('a scale that was measured on one screen is not taken for another', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const scale = review.tools.getByRole('button', { name: /^Screen scale/ });
  await expect(scale).toHaveAccessibleName(/, not calibrated$/);
  await scale.click();
  await page.getByRole('slider', { name: 'Pixels per millimetre' }).press('ArrowRight');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(scale).toHaveAccessibleName(/, calibrated$/);
  // Resizing an emulated page changes its screen too.
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(scale).toHaveAccessibleName(/, not calibrated$/);
  await page.setViewportSize({ width: 1600, height: 1000 });
  await expect(scale).toHaveAccessibleName(/, calibrated$/);
});

test('dark paper is drawn from the same tokens', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await review.open(sample.url, 'sample-01');
  const light = await review.picture('grid');
  await review.selectBeat(8);
  await photograph(page, 'review-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => review.picture('grid')).not.toBe(light);
});

for (const [width, height] of [
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`at ${width} × ${height} nothing is cut off and a second stays as wide`, async ({ page, sample }) => {
    const review = new ReviewPage(page);
    await page.setViewportSize({ width, height });
    await review.open(sample.url, 'sample-01');
    await review.selectBeat(5);
    const tools = await review.tools.evaluate((row) => row.scrollWidth - row.clientWidth);
    expect(tools).toBe(0);
    await photograph(page, `review-${width}x${height}`);
  });
}

for (const width of [1280, 1366, 1440, 1600, 1920]) {
  test(`at ${width} px every tool can be clicked when the paper is not standard`, async ({ page, sample }) => {
    const review = new ReviewPage(page);
    await page.setViewportSize({ width, height: 800 });
    await review.open(sample.url, 'sample-01');
    await review.paper.focus();
    await page.keyboard.press('Control++');
    await page.keyboard.press('+');
    await expect(review.tools.getByRole('button', { name: /^Non-standard/ })).toBeVisible();
    await review.selectBeat(5);
    const row = await review.tools.boundingBox();
    expect(row?.height).toBeLessThan(50);
    for (const button of await review.tools.getByRole('button', { disabled: false }).all()) {
      await button.click({ trial: true });
    }
    await review.tools.getByRole('button', { name: 'Next beat that differs from the file' }).click();
    await expect(review.inspector).toContainText('differs from label');
  });
}

test('the heart rate says what its range is of', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const figure = page.getByTitle('Mean over the whole recording (lowest–highest mean of stretches of about 8 s)');
  await expect(figure).toContainText('Heart rate');
});

test.describe('when the core is gone', () => {
  test.use({ expectedMessages: [/WebSocket/] });

  test('the old label returns, a bar stays, and Retry labels the beat after all', async ({ page, sample }) => {
    const review = new ReviewPage(page);
    await review.open(sample.url, 'sample-01');
    await review.selectBeat(3);
    const before = await review.beat('3').textContent();
    sample.interrupt();
    await expect(new FramePage(page).lostBar).toBeVisible();
    await page.keyboard.press('q');
    await expect(review.trouble).toContainText('1 beat not relabelled; the old label is back.');
    await expect(review.beat('3')).toHaveText(before ?? '');
    sample.resume();
    await expect(new FramePage(page).lostBar).toBeHidden();
    await review.trouble.getByRole('button', { name: 'Retry' }).click();
    await expect(review.beat('3')).toContainText('Beat 3, Q, read');
    await expect(review.trouble).toBeHidden();
    await expect(review.paper).toBeFocused();
  });

  test('signal that could not be read is said, and no longer once it was read', async ({ page, sample }) => {
    const review = new ReviewPage(page);
    await review.open(sample.url, 'sample-01');
    sample.interrupt();
    await expect(new FramePage(page).lostBar).toBeVisible();
    await page.keyboard.press('End');
    await expect(review.trouble).toContainText('Part of the recording could not be read.');
    sample.resume();
    await expect(new FramePage(page).lostBar).toBeHidden();
    await review.ready();
    await expect(review.trouble).toBeHidden();
  });

  test('every label that failed is kept, and one Retry gives them all', async ({ page, sample }) => {
    const review = new ReviewPage(page);
    const frame = new FramePage(page);
    await review.open(sample.url, 'sample-01');
    await review.selectBeat(3);
    sample.interrupt();
    await expect(frame.lostBar).toBeVisible();
    await page.keyboard.press('q');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('f');
    await expect(review.trouble).toContainText('2 beats not relabelled; the old labels are back.');
    sample.resume();
    await expect(frame.lostBar).toBeHidden();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('q');
    await expect(review.beat('5')).toContainText('Beat 5, Q, read');
    await expect(frame.saved).toHaveText('Not saved');
    await review.trouble.getByRole('button', { name: 'Retry' }).click();
    await expect(review.beat('3')).toContainText('Beat 3, Q, read');
    await expect(review.beat('4')).toContainText('Beat 4, F, read');
    await expect(frame.saved).toHaveText('Saved');
  });
});

test('a recording whose analysis failed says why and offers to analyse it again', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-08');
  const notice = page.getByRole('status').filter({ hasText: 'Analysis failed' });
  await expect(notice).toContainText('The analysis stopped: the inference process ended three times.');
  await expect(notice.getByRole('button', { name: 'Analyse again' })).toBeVisible();
  await expect(review.beat('1')).toContainText('not analysed');
});

test('a recording that does not exist is said, with the way back', async ({ page, sample }) => {
  await page.goto(`${sample.url}#/review/nowhere`);
  await expect(page.getByRole('alert')).toContainText('nowhere');
  await page.getByRole('button', { name: 'Go to Library' }).click();
  await expect(page).toHaveURL(/#\/library$/);
});

test.describe('with the real core', () => {
  test('a click on the class that is shown confirms it', async ({ page, host }) => {
    const review = new ReviewPage(page);
    await new FramePage(page).open(host.url);
    const row = new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first();
    await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
    await row.dblclick();
    await review.ready();
    await review.selectBeat(3);
    await expect(review.beat('3')).toContainText('not read');
    await review.shownClass().click();
    await expect(review.beat('3')).toContainText(', read,');
  });

  test('Enter accepts every selected beat with its own label and keeps the selection', async ({ page, host }) => {
    const review = new ReviewPage(page);
    await new FramePage(page).open(host.url);
    const row = new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first();
    await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
    await row.dblclick();
    await review.ready();
    await review.selectBeat(3);
    await page.keyboard.press('f');
    await page.keyboard.press('ArrowLeft');
    const own = (await review.beat('2').textContent())?.match(/Beat 2, ([NSVFQ]), model/)?.[1];
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(review.beat('4')).toContainText('not read');
    await expect(review.inspector).toContainText('accept 3 beats');
    await page.keyboard.press('Enter');
    await expect(new FramePage(page).saved).toHaveText('Saved');
    await expect(review.beat('2')).toContainText(`Beat 2, ${own}, read`);
    await expect(review.beat('3')).toContainText('Beat 3, F, read');
    await expect(review.beat('4')).toContainText(', read');
    await expect(review.selected()).toHaveCount(3);
  });

  test('the demo recording is read, relabelled with one key, and the label is still there after a reload', async ({
    page,
    host,
  }) => {
    const review = new ReviewPage(page);
    await new FramePage(page).open(host.url);
    const row = new LibraryPage(page).list.getByRole('rowgroup').getByRole('row').first();
    await expect(row.getByRole('img')).toHaveAccessibleName(/Normal [1-9]/, { timeout: 60_000 });
    await row.dblclick();
    await review.ready();
    await review.selectBeat(3);
    await page.keyboard.press('f');
    await expect(new FramePage(page).saved).toHaveText('Saved');
    await page.reload();
    await review.ready();
    await expect(review.beat('3')).toContainText('Beat 3, F, read');
    await photograph(page, 'review-demo');
  });
});

test('a right click keeps a selection that holds the beat under it', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.selectBeat(2);
  for (let beat = 0; beat < 3; beat++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toContainText('4 beats');
  await page.keyboard.press('Escape');
  await expect(review.selected()).toHaveCount(4);
  const box = await review.paper.boundingBox();
  if (!box) throw new Error('The paper is not shown.');
  await page.mouse.click(box.x + 260, box.y + 300, { button: 'right' });
  await expect(page.getByRole('menu')).toContainText('4 beats');
  await page.getByRole('menuitem', { name: 'Fusion' }).click();
  for (const number of ['2', '3', '4', '5']) await expect(review.beat(number)).toContainText(', F, read');
});

test('the place in a recording is kept over a reload, with its scale and its beat', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  await review.jumpTo(0.5);
  await review.paper.focus();
  await page.keyboard.press('Control++');
  await page.keyboard.press('ArrowRight');
  await expect(review.selected()).toHaveCount(1);
  const beat = await review.selected().textContent();
  const start = await review.windowStart();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('caliper.review.places'))).toContain('sample-01');
  await page.waitForFunction(() => !localStorage.getItem('caliper.review.places')?.includes('"focus":null'));
  await page.reload();
  await review.ready();
  expect(await review.windowStart()).toBe(start);
  await expect(review.selected()).toHaveText(beat ?? '');
  await expect(review.tools).toContainText('Non-standard');
});

test('the lines between the parts are moved with keys, and stay where they were put', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await review.open(sample.url, 'sample-01');
  const line = page.getByRole('separator', { name: 'Width of the inspector' });
  const width = async () => (await review.inspector.boundingBox())?.width ?? 0;
  const before = await width();
  await line.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before + 20);
  const wider = await width();
  await page.reload();
  await review.ready();
  await expect.poll(async () => Math.abs((await width()) - wider)).toBeLessThan(2);
});

test('in a low window the queue keeps its header, and a key opens it over the paper', async ({ page, sample }) => {
  const review = new ReviewPage(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await review.open(sample.url, 'sample-01');
  const panel = page.getByRole('region', { name: 'Queue and events' });
  const height = async () => (await panel.boundingBox())?.height ?? 0;
  const paper = async () => (await review.paper.boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(40);
  const whole = await paper();
  await page.keyboard.press('Control+j');
  await expect.poll(height).toBeGreaterThan(200);
  expect(await paper()).toBe(whole);
});
