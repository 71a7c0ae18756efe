import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fail, root, runNode, say } from './toolchain.mjs';

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** What is bundled, from which sources. A bundle is stale when a source is newer than its stamp. */
const bundles = [
  {
    name: 'renderer',
    config: 'renderer/vite.config.ts',
    sources: ['renderer', 'app/contract', 'app/rpc', 'package-lock.json'],
  },
  {
    name: 'cli',
    config: 'build/cli.vite.config.ts',
    sources: ['app', 'build/cli.vite.config.ts', 'package-lock.json'],
  },
  { name: 'main', config: 'main/vite.config.ts', app: true, sources: ['main', 'app', 'package-lock.json'] },
];

/** Builds the bundles that are stale, or those named. */
export async function buildStale({ only = bundles.map((bundle) => bundle.name), force = false } = {}) {
  for (const bundle of bundles.filter(({ name }) => only.includes(name))) {
    const stamp = join(root, 'dist', bundle.name, '.built');
    if (!force && existsSync(stamp) && newest(bundle.sources) <= statSync(stamp).mtimeMs) continue;
    say(`Building ${bundle.name} …`);
    const code = await runNode([
      vite,
      'build',
      ...(bundle.app ? ['--app'] : []),
      '--config',
      bundle.config,
      '--logLevel',
      'warn',
    ]);
    if (code !== 0) fail(`The ${bundle.name} could not be built: see the message above.`);
    writeFileSync(stamp, '');
  }
}

function newest(sources) {
  return Math.max(...sources.map((source) => newestIn(join(root, source))));
}

function newestIn(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
