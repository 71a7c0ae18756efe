import { join } from 'node:path';

import { ensureInstalled, root, runNode } from './toolchain.mjs';

/** `npm run -s caliper -- ARGS`: the command line from the checkout; Node runs its TypeScript as it is. */
ensureInstalled();
process.exitCode = await runNode([join(root, 'app', 'host', 'cli.ts'), ...process.argv.slice(2)]);
