import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { buildStale } from './bundles.mjs';
import { ensureInstalled, environment, node24, root, runNode, say } from './toolchain.mjs';

/**
 * `npm run dev`: the web host on the sources as they are; its screens come from Vite and reload while you edit them.
 * Restart it after a change in app/.
 */
if (process.execPath !== node24) {
  ensureInstalled();
  process.exitCode = await runNode([import.meta.filename, ...process.argv.slice(2)]);
} else {
  await buildStale({ only: ['renderer'] });
  const host = spawn(
    node24,
    [join(root, 'app', 'host', 'cli.ts'), 'serve', '--no-open', '--json', ...process.argv.slice(2)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environment(),
    },
  );
  const address = new URL(await firstUrl(host));
  const target = address.origin;
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    server: {
      host: '127.0.0.1',
      proxy: {
        '/session': { target, changeOrigin: true },
        // The host answers its own pages only; here Vite stands in for them.
        '/rpc': { target, ws: true, changeOrigin: true, headers: { origin: target } },
      },
    },
  });
  await vite.listen();
  say(`Caliper with hot reload: http://127.0.0.1:${vite.config.server.port}${address.pathname}${address.search}`);
  host.on('exit', (code) => process.exit(code ?? 0));
  // Ctrl C reaches the host by itself; this process ends when the host has.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => host.kill('SIGTERM'));
}

async function firstUrl(child) {
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line).url;
  throw new Error('The web host ended before it gave its address.');
}
