import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright';

/** Draws `icon.svg` in every size and packs them for the three systems: `node build/icons/render.mjs`. */
const folder = import.meta.dirname;
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const drawn = await draw([16, 24, 32, 48, 64, 128, 256, 512, 1024]);

mkdirSync(join(folder, 'linux'), { recursive: true });
for (const size of [16, 32, 48, 64, 128, 256, 512])
  writeFileSync(join(folder, 'linux', `${size}x${size}.png`), drawn.get(size));
writeFileSync(join(folder, 'icon.png'), drawn.get(512));
writeFileSync(join(folder, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]));
writeFileSync(
  join(folder, 'icon.icns'),
  icns({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }),
);

/** PNG bytes by side length in pixels, transparent outside the mark. */
async function draw(sizes) {
  const browser = await chromium.launch({
    executablePath: process.env.CALIPER_CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const images = new Map();
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const picture = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await page.setContent(
      `<body style="margin:0"><img src="${picture}" width="${size}" height="${size}" style="display:block">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    images.set(size, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return images;
}

/** A Windows icon: a directory of PNG images. */
function ico(sizes) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, index) => {
    const entry = 6 + 16 * index;
    const bytes = drawn.get(size).length;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(bytes, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += bytes;
  });
  return Buffer.concat([head, ...sizes.map((size) => drawn.get(size))]);
}

/** A macOS icon: typed blocks of PNG images, lengths big-endian and counting their own heads. */
function icns(sizes) {
  const blocks = Object.entries(sizes).map(([type, size]) => block(type, drawn.get(size)));
  return block('icns', Buffer.concat(blocks));
}

function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
