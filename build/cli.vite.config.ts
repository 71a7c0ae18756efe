import { resolve } from 'node:path';

import { defineConfig } from 'vite';

/** The command line, the web host and the two processes they start, bundled for Node. Native packages stay outside. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  build: {
    ssr: true,
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        cli: 'app/host/cli.ts',
        'inference-process': 'app/host/inference-process.ts',
        'training-process': 'app/host/training-process.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
