import { join } from 'node:path';

import { findBrowser } from './browser.mjs';
import { ensureInstalled, root, runNode } from './toolchain.mjs';

/** `npm run results`: measures again what the README and test/bench/RESULTS.md say; test/bench/results/main.ts has the options. */
ensureInstalled();
const browser = findBrowser();
if (browser) process.env.CALIPER_CHROMIUM = browser;
process.exitCode = await runNode([join(root, 'test', 'bench', 'results', 'main.ts'), ...process.argv.slice(2)]);
