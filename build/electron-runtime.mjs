import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root, runNode, say } from './toolchain.mjs';

const folder = join(root, 'node_modules', 'electron');

/** Why Electron cannot start here, in one sentence, or null when it can. */
export async function electronObstacle() {
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0) return 'Electron does not start for root, whose sandbox it cannot set up';
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no screen here for Electron';
  }
  if (electronExecutable()) return null;
  say('Downloading the Electron runtime (once) …');
  await runNode([join(folder, 'install.js')]);
  return electronExecutable() ? null : 'the Electron runtime could not be downloaded';
}

/** Path of the Electron program, or null where the runtime is absent. */
export function electronExecutable() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const program =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const path = join(dist, program);
  return existsSync(path) ? path : null;
}
