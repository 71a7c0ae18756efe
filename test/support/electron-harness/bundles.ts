import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { build, createBuilder } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/** Bundles the real preload as the product does, into `folder`, and returns its source. */
export async function bundlePreload(folder: string): Promise<string> {
  const builder = await createBuilder({
    configFile: join(root, 'main/vite.config.ts'),
    logLevel: 'warn',
    environments: { preload: { build: { outDir: folder } } },
  });
  await builder.build(builder.environments['preload']!);
  return readFile(join(folder, 'preload.cjs'), 'utf8');
}

/** Writes a page into `folder`: the product's own port handling as its script, and an inline script that must not run. */
export async function bundlePage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'page.js'),
        preserveEntrySignatures: false,
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Harness</title><script>window.inlineRan = true</script><script type="module" src="./page.js"></script>',
  );
}
