import { join } from 'node:path';

import { ensureInstalled, root, runNode } from './toolchain.mjs';

/** `npm run dev`: the web host on the sources as they are, the screens served by Vite with hot reload. */
ensureInstalled();
process.exitCode = await runNode([
  '--watch-path',
  join(root, 'app'),
  join(root, 'app', 'host', 'cli.ts'),
  'serve',
  '--dev',
  ...process.argv.slice(2),
]);
