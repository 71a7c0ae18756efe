import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';

import { defineConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, '..');
const external = [
  /^electron$/,
  /^node:/,
  ...builtinModules,
  /^(better-sqlite3|onnxruntime-node|onnxruntime-common)(\/|$)/,
];
const entries = {
  main: 'main/main.ts',
  'core-process': 'main/core-process.ts',
  'inference-process': 'app/host/inference-process.ts',
  'training-process': 'app/host/training-process.ts',
};

/** Puts the window's icon beside the bundles. */
const icon: Plugin = {
  name: 'icon',
  applyToEnvironment: (environment) => environment.name === 'main',
  generateBundle() {
    const source = readFileSync(join(root, 'build', 'icons', 'icon.png'));
    this.emitFile({ type: 'asset', fileName: 'icon.png', source });
  },
};

/** `vite build --app -c main/vite.config.ts`: main and the processes as ES modules, the preload as one CommonJS file. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [icon],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name === 'main' || environment.name === 'preload') await builder.build(environment);
      }
    },
  },
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron', 'better-sqlite3', 'onnxruntime-node', 'onnxruntime-common'] },
      build: {
        outDir: 'dist/main',
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: entries,
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        outDir: 'dist/main',
        emptyOutDir: false,
        target: 'chrome156',
        minify: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: { preload: 'main/preload.ts' },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
