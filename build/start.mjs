import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { buildStale } from './bundles.mjs';
import { electronExecutable, electronObstacle } from './electron-runtime.mjs';
import { ensureInstalled, environment, root, runNode, say } from './toolchain.mjs';

/** `npm start`: install what is missing, build what is stale, open the application. */
ensureInstalled();
const obstacle = await electronObstacle();
if (obstacle !== null || !(await startElectron())) {
  await buildStale({ only: ['renderer', 'cli'] });
  say(`Caliper runs in your browser: ${obstacle ?? 'Electron did not start here'}.`);
  process.exitCode = await runNode([join(root, 'dist', 'cli', 'cli.js'), 'serve', ...process.argv.slice(2)]);
}

/** Opens the desktop application; false when it ended at once without a window, for want of a system library, say. */
async function startElectron() {
  await buildStale();
  const begun = Date.now();
  const { status, signal, error } = spawnSync(electronExecutable(), [root, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment(),
  });
  const diedAtStart =
    error !== undefined || status === 127 || (signal !== null && signal !== 'SIGINT' && signal !== 'SIGTERM');
  if (diedAtStart && Date.now() - begun < 10_000) return false;
  process.exitCode = status ?? 1;
  return true;
}
