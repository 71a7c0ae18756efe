import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { buildStale } from './bundles.mjs';
import { electronExecutable, electronObstacle } from './electron-runtime.mjs';
import { ensureInstalled, environment, root, runNode, say } from './toolchain.mjs';

/** `npm start`: install what is missing, build what is stale, open the application. */
ensureInstalled();
const obstacle = await electronObstacle();
if (obstacle === null) {
  await buildStale();
  const { status } = spawnSync(electronExecutable(), [root, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment(),
  });
  process.exitCode = status ?? 1;
} else {
  await buildStale({ only: ['renderer', 'cli'] });
  say(`Caliper runs in your browser: ${obstacle}.`);
  process.exitCode = await runNode([join(root, 'dist', 'cli', 'cli.js'), 'serve', ...process.argv.slice(2)]);
}
